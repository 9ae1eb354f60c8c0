import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import type { WorkflowToImport } from '../../n8n/types.mts';
import { addTable, type DataTable } from './dataTable.mts';
import { seedId } from '../../simulator/seed-id.mts';
import type { RunningN8n } from './n8n.mts';
import type { Telegram } from './telegram.mts';
import { example, fixtures } from './workflows.mts';

/** The agent that is chosen in the examples. */
export const exampleAgent = seedId('agent 1');

/** What the header X-Api-Key has to be for the example with a webhook. */
export const callerKey = 'key-of-a-test';

/**
 * Puts all examples into an n8n, ready to work, with the credentials that they need besides Vogent's. Gives the empty
 * table of people of the one that calls them.
 */
export async function addExamples(
	n8n: RunningN8n,
	{ baseUrl, accessToken }: Pick<Telegram, 'baseUrl' | 'accessToken'>,
): Promise<DataTable> {
	const header = { name: 'X-Api-Key', value: callerKey };
	await n8n.addCredentials([
		{ id: 'telegram-credential', name: 'T', type: 'telegramApi', data: { baseUrl, accessToken } },
		{ id: 'header-credential', name: 'H', type: 'httpHeaderAuth', data: header },
	]);
	const people = await addTable(n8n.session, ['name', 'phone', 'status', 'result', 'transcript']);
	await n8n.addWorkflows(await workflows(n8n.home.files, people.id));
	return people;
}

async function workflows(files: string, tableId: string): Promise<WorkflowToImport[]> {
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
			'Read the clips': { fileSelector: join(files, 'clips', '*.{wav,mp3}') },
			'Write the table': { fileName: join(files, 'voices.csv') },
		}),
		example('answer-inbound-call.json', 'inbound', {
			'Inbound call': { callAgentId: chosen(exampleAgent) },
		}),
		example('call-people-from-table.json', 'people', {
			'People to call': { dataTableId: chosen(tableId) },
			'Call everyone': { callAgentId: chosen(exampleAgent) },
			Wait: { amount: 1, unit: 'seconds' },
			'Wait for the last transcript': { amount: 2, unit: 'seconds' },
		}),
		example('evaluate-prompt-then-release.json', 'release', {
			'Create the prompt version': {
				agentId: chosen(exampleAgent),
				aiModelId: chosen(seedId('model 1')),
			},
			'Evaluate it': { evalConfigId: chosen(seedId('eval config 1')) },
		}),
	]);
}
