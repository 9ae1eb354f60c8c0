import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { Execution } from '../../n8n/executions.mts';
import type { N8nHome } from '../../n8n/home.mts';
import { line } from '../../n8n/lines.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import type { Simulator } from '../../simulator/client.mts';
import { seedId } from '../../simulator/seed-id.mts';
import { createInstance } from './instance.mts';
import { publish, signIn } from './session.mts';
import { launchTelegram, type Telegram } from './telegram.mts';
import { until } from './until.mts';
import { example, fixtures } from './workflows.mts';

/** The agent that is chosen in the examples. */
export const exampleAgent = seedId('agent 1');

/** What the header X-Api-Key has to be for the example with a webhook. */
export const callerKey = 'key-of-a-test';

/** All examples in a running n8n, ready to work; published but for the one with inbound calls. */
export interface Examples {
	simulator: Simulator;
	telegram: Telegram;
	home: N8nHome;
	url: string;
	/** Publishes a workflow. */
	publish: (workflowId: string) => Promise<void>;
	/** Runs a workflow from its first node, as the editor's button does; gives its execution once it has ended. */
	run: (workflowId: string, startNode: string) => Promise<Execution>;
	remove: () => Promise<void>;
}

/** Makes them, with an n8n, a simulator and a Telegram of their own. */
export async function openExamples(): Promise<Examples> {
	const telegram = await launchTelegram(await readFile(join(fixtures, 'formats', 'opus.ogg')));
	const { simulator, home, remove } = await createInstance();
	await importExamples(home, telegram);
	const server = await home.start();
	const session = await signIn(server.url);
	await publish(server, session, ['form', 'form-call', 'telegram', 'wait', 'folder']);
	let last = 0;
	return {
		simulator,
		telegram,
		home,
		url: server.url,
		publish: async (workflowId) => await publish(server, session, [workflowId]),
		run: async (workflowId, startNode) => {
			await line.run(session, workflowId, startNode);
			const execution = await until('the execution', async () => {
				const newest = await home.lastExecution(workflowId);
				return newest.id > last ? newest : undefined;
			});
			last = execution.id;
			return execution;
		},
		remove: async () => {
			await remove();
			await telegram.stop();
		},
	};
}

/** Puts them into an n8n, with the credentials that they need besides Vogent's. */
export async function importExamples(
	home: N8nHome,
	{ baseUrl, accessToken }: Pick<Telegram, 'baseUrl' | 'accessToken'>,
): Promise<void> {
	const header = { name: 'X-Api-Key', value: callerKey };
	await home.importCredentials([
		{ id: 'telegram-credential', name: 'T', type: 'telegramApi', data: { baseUrl, accessToken } },
		{ id: 'header-credential', name: 'H', type: 'httpHeaderAuth', data: header },
	]);
	await home.importWorkflows(await workflows(home));
}

async function workflows(home: N8nHome): Promise<WorkflowToImport[]> {
	const chosen = (value: string) => ({ __rl: true, mode: 'list', value });
	const calling: INodeParameters = {
		callAgentId: chosen(exampleAgent),
		fromNumberId: chosen(seedId('phone number 1')),
	};
	return await Promise.all([
		example('clone-voice-from-file.json', 'file', {
			'Read the clip': { fileSelector: join(fixtures, 'clip.wav') },
		}),
		example('clone-voice-from-form.json', 'form'),
		example('clone-and-call-from-form.json', 'form-call', { 'Call the visitor': calling }),
		example('clone-from-telegram-voice.json', 'telegram'),
		example('clone-call-wait-respond.json', 'wait', {
			'Call and wait for the transcript': calling,
		}),
		example('nightly-folder-of-clips.json', 'folder', {
			'Read the clips': { fileSelector: join(home.files, 'clips', '*.{wav,mp3}') },
			'Write the table': { fileName: join(home.files, 'voices.csv') },
		}),
		example('answer-inbound-call.json', 'inbound', {
			'Inbound call': { callAgentId: chosen(exampleAgent) },
		}),
	]);
}
