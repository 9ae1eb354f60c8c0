import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { createHome, type N8nHome } from '../test/n8n/home.mts';
import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { freePort, isPortFree } from '../test/n8n/ports.mts';
import type { WorkflowToImport } from '../test/n8n/types.mts';
import { launchSimulator } from '../test/simulator/client.mts';
import { endWithParent } from './set-up/parent.mts';
import { withProgress } from './set-up/progress.cjs';

const WORKFLOW_ID = 'vogentDemo';
const CREDENTIAL = { id: 'vogentDemoKey', name: 'Vogent demo' };
const NODE_NAME = 'Clone the voice';
const EDITOR_PORT = 5678;

const live = process.argv.includes('--live');
const exitAfterwards = process.argv.includes('--exit');
const fixtures = path.join(repositoryDirectory, 'test', 'fixtures');

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Undone in reverse order when the demo ends, however it ends. */
const cleanUps: Array<() => Promise<unknown>> = [];

async function cleanUp(): Promise<void> {
	for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) await undo().catch(() => undefined);
}

interface Service {
	apiKey: string;
	baseUrl: string;
}

async function findService(): Promise<Service> {
	if (!live) {
		const simulator = await launchSimulator();
		cleanUps.push(() => simulator.stop());
		return { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl };
	}
	const baseUrl = process.env['VOGENT_BASE_URL']?.trim() || 'https://api.vogent.ai/api';
	say(`This uses the real Vogent API at ${baseUrl}.`);
	say('It spends money, and the voice it makes cannot be deleted through the API.');
	return { apiKey: (process.env['VOGENT_API_KEY'] ?? '').trim(), baseUrl };
}

/** The example as a user would fill it in after importing it. */
async function readExample(): Promise<WorkflowToImport> {
	const file = path.join(repositoryDirectory, 'examples', 'clone-voice-from-file.json');
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowToImport;
	const transcription = await readFile(path.join(fixtures, 'clip.txt'), 'utf8');
	for (const node of workflow.nodes) {
		if (node.name === 'Read the clip') {
			// n8n wants forward slashes on Windows too.
			node.parameters['fileSelector'] = path.join(fixtures, 'clip.wav').replaceAll('\\', '/');
		}
		if (node.name === NODE_NAME) {
			Object.assign(node.parameters, { name: 'n8n demo voice', transcription });
			node.credentials = { vogentApi: CREDENTIAL };
		}
	}
	return { ...workflow, id: WORKFLOW_ID };
}

async function makeHome(): Promise<N8nHome> {
	const tarball = await packPackage(repositoryDirectory);
	try {
		// Somebody behind a proxy can reach the real service only through it.
		const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => {
			const value = process.env[name] ?? process.env[name.toLowerCase()];
			return live && value ? [[name, value] as const] : [];
		});
		return await createHome({ tarball, env: Object.fromEntries(proxies) });
	} finally {
		await rm(path.dirname(tarball), { recursive: true, force: true });
	}
}

async function cloneVoice(home: N8nHome): Promise<void> {
	const execution = await withProgress(
		'Running the workflow: read the clip, clone the voice (about 10 seconds)',
		() => home.execute(WORKFLOW_ID),
	);
	const voice = execution.output(NODE_NAME)[0]?.[0]?.json;
	if (execution.error ?? !voice) {
		const { message = 'The Vogent node gave no voice.', description } = execution.error ?? {};
		throw new Error([message, description].filter(Boolean).join('\n'));
	}
	say(`\nThe voice (AIVoice) that came out of the Vogent node in n8n:\n`);
	say(JSON.stringify(voice, null, 2));
}

async function openEditor(home: N8nHome): Promise<void> {
	const port = (await isPortFree(EDITOR_PORT)) ? EDITOR_PORT : await freePort();
	const server = await withProgress('\nStarting n8n (about 10 seconds)', () =>
		home.start({ port }),
	);
	const owner = {
		email: 'demo@example.com',
		firstName: 'Demo',
		lastName: 'User',
		password: `Demo1${randomBytes(6).toString('hex')}`,
	};
	const response = await fetch(`${server.url}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(owner),
	});
	if (!response.ok) throw new Error(`n8n did not make the account (${response.status}).`);
	say(`\nn8n is running. Look at the workflow, and run it again, in the editor:\n`);
	if (live) say('  (each run spends money and makes another voice)\n');
	say(`  ${server.url}/workflow/${WORKFLOW_ID}`);
	say(`  e-mail    ${owner.email}`);
	say(`  password  ${owner.password}`);
	say('\nPress Ctrl+C to stop. Nothing is kept.');
	const { code } = await server.ended;
	throw new Error(`n8n ended (${code}).\n${server.log()}`);
}

async function main(): Promise<void> {
	const service = await findService();
	const home = await withProgress('Building the package and installing it in a new n8n', makeHome);
	cleanUps.push(() => home.remove());
	await withProgress('Importing the credential and the workflow (about 15 seconds)', async () => {
		await home.importCredentials([{ ...CREDENTIAL, type: 'vogentApi', data: { ...service } }]);
		await home.importWorkflows([await readExample()]);
	});
	await cloneVoice(home);
	if (!exitAfterwards) await openEditor(home);
}

endWithParent();
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (stopping) return;
		stopping = true;
		say('\nStopping ...');
		void cleanUp().then(() => process.exit(signal === 'SIGINT' ? 0 : 143));
	});
}
main()
	.catch((error: unknown) => {
		if (stopping) return;
		process.stderr.write(
			`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`,
		);
		process.exitCode = 1;
	})
	.finally(() => {
		if (!stopping) void cleanUp();
	});
