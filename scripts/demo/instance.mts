import { randomBytes } from 'node:crypto';
import type { N8nHome } from '../../test/n8n/home.mts';
import { freePort, isPortFree } from '../../test/n8n/ports.mts';
import type { N8nServer } from '../../test/n8n/server.mts';
import { launchSimulator, type Simulator } from '../../test/simulator/client.mts';
import { withProgress } from '../set-up/progress.cjs';
import { say, type AtEnd } from '../runCommand.mts';
import { workflowId } from './example.mts';

const EDITOR_PORT = 5678;

/** Starts a simulator in which calls go on by themselves. */
export async function openSimulator(atEnd: AtEnd): Promise<Simulator> {
	const simulator = await launchSimulator();
	atEnd(() => simulator.stop());
	await simulator.settings({ clock: 'real', cloneVoiceType: 'cloned' });
	return simulator;
}

/** Makes an n8n of its own with the package in it. */
export async function openHome(atEnd: AtEnd, make: () => Promise<N8nHome>): Promise<N8nHome> {
	const title = 'Building the package and installing it in a new n8n';
	const home = await withProgress(title, make);
	atEnd(() => home.remove());
	return home;
}

/** Starts n8n with an account in it, and says how to get to the workflow. */
export async function openEditor(home: N8nHome, note = ''): Promise<N8nServer> {
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
	if (note) say(`  ${note}\n`);
	say(`  ${server.url}/workflow/${workflowId}`);
	say(`  e-mail    ${owner.email}`);
	say(`  password  ${owner.password}`);
	return server;
}

/** Says how to end, and waits for n8n; throws when it ends by itself. */
export async function untilStopped(server: N8nServer): Promise<never> {
	say('\nPress Ctrl+C to stop. Nothing is kept.');
	const { code } = await server.ended;
	throw new Error(`n8n ended (${code}).\n${server.log()}`);
}
