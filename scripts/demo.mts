import { createHome, type N8nHome } from '../test/n8n/home.mts';
import { withTarball } from '../test/n8n/package.mts';
import { runCommand, say } from './runCommand.mts';
import { importExample, nodeName, workflowId, type Service } from './demo/example.mts';
import { openEditor, openHome, openSimulator, untilStopped } from './demo/instance.mts';
import { withProgress } from './set-up/progress.cjs';

const live = process.argv.includes('--live');
const exitAfterwards = process.argv.includes('--exit');

function realService(): Service {
	const baseUrl = process.env['VOGENT_BASE_URL']?.trim() || 'https://api.vogent.ai/api';
	say(`This uses the real Vogent API at ${baseUrl}.`);
	say('It spends money, and the voice it makes cannot be deleted through the API.');
	return { apiKey: (process.env['VOGENT_API_KEY'] ?? '').trim(), baseUrl };
}

/** Somebody behind a proxy can reach the real service only through it. */
function proxies(): Record<string, string> {
	const found = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].flatMap((name) => {
		const value = process.env[name] ?? process.env[name.toLowerCase()];
		return value ? [[name, value] as const] : [];
	});
	return Object.fromEntries(found);
}

async function makeHome(): Promise<N8nHome> {
	return await withTarball((tarball) => createHome({ tarball, env: live ? proxies() : {} }));
}

async function cloneVoice(home: N8nHome): Promise<void> {
	const execution = await withProgress(
		'Running the workflow: read the clip, clone the voice (about 10 seconds)',
		() => home.execute(workflowId),
	);
	const voice = execution.output(nodeName)[0]?.[0]?.json;
	if (execution.error ?? !voice) {
		const { message = 'The Vogent node gave no voice.', description } = execution.error ?? {};
		throw new Error([message, description].filter(Boolean).join('\n'));
	}
	say(`\nThe voice (AIVoice) that came out of the Vogent node in n8n:\n`);
	say(JSON.stringify(voice, null, 2));
}

runCommand('The demo', async (atEnd) => {
	const simulator = live ? undefined : await openSimulator(atEnd);
	const service = simulator ?? realService();
	const home = await openHome(atEnd, makeHome);
	await importExample(home, service);
	await cloneVoice(home);
	if (exitAfterwards) return;
	const note = live ? '(each run spends money and makes another voice)' : '';
	const server = await openEditor(home, note);
	if (simulator) say(`\nWhat the simulator has received: ${simulator.pageUrl}`);
	await untilStopped(server);
});
