import { describe, expect, test } from '@jest/globals';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { useService, type Answer } from '../support/service.mts';
import { callParameters } from './support/call.mts';
import { cloneParameters } from './support/clone.mts';
import { itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

/** Whose key each request has, and how often n8n is asked for it. */
const service = useService();

useBinaryStore();

const voice: Answer = { body: { id: 'voice-1' } };
const call: Answer = { body: { dialId: 'call-1' } };
const ended: Answer = { body: { id: 'call-1', status: 'completed', durationSeconds: 0 } };
const none: Answer = { body: { voices: [] } };

const clone = (ifNameExists: string) =>
	cloneParameters({ name: '={{ $json.key }}', options: { ifNameExists } });
const list = { resource: 'voice', operation: 'getAll', returnAll: true, filters: {}, options: {} };
const polled = callParameters('createAndWait', {
	waitFor: 'callEnded',
	waitMinutes: 1,
	options: { checkEverySeconds: 1 },
});

/** Runs an operation for items with keys of their own, against a service that gives these answers. */
async function run(parameters: INodeParameters, keys: string[], answers: Answer[]) {
	service.answers.push(...answers);
	const items: INodeExecutionData[] = await Promise.all(
		keys.map((key) => itemWithFile(Buffer.alloc(100, 7), { json: { key } })),
	);
	const options = { ...(parameters.options as object), maxConcurrency: 1, checkClip: false };
	let reads = 0;
	const { output } = await runNode({
		parameters: { ...parameters, options },
		items,
		credential: { apiKey: '={{ $json.key }}', baseUrl: service.baseUrl, onRead: () => reads++ },
	});
	const sent = service.requests.map(({ headers }) => headers.authorization?.split(' ').at(-1));
	return { sent, reads, ids: output.map(({ json }) => json.id) };
}

describe('a credential with expressions counts for each item', () => {
	test.each<[string, INodeParameters, Answer[], string[]]>([
		['a list', list, [], ['key-1', 'key-2', 'key-3']],
		['a clone', clone('createAnyway'), [voice, voice, voice], ['key-1', 'key-2', 'key-3']],
		[
			'a clone of a name that is new',
			clone('reuse'),
			[none, voice, none, voice, none, voice],
			['key-1', 'key-1', 'key-2', 'key-2', 'key-3', 'key-3'],
		],
		[
			'a call and what is waited for',
			polled,
			[call, call, call, ended, ended, ended],
			['key-1', 'key-2', 'key-3', 'key-1', 'key-2', 'key-3'],
		],
	])('%s', async (_, parameters, answers, expected) => {
		const { sent } = await run(parameters, ['key-1', 'key-2', 'key-3'], answers);
		expect(sent).toEqual(expected);
	});
});

test('a voice of one account is none of another account, though it has the same name', async () => {
	const named = cloneParameters({ name: 'Anna', options: { ifNameExists: 'reuse' } });
	const answers = [none, voice, none, { body: { id: 'voice-2' } }];
	const { sent, ids } = await run(named, ['key-1', 'key-2', 'key-1'], answers);
	expect(sent).toEqual(['key-1', 'key-1', 'key-2', 'key-2']);
	expect(ids).toEqual(['voice-1', 'voice-2', 'voice-1']);
});

describe('the credential is read once for an item', () => {
	test.each<[string, INodeParameters, Answer[], number]>([
		['a clone', clone('createAnyway'), [voice], 1],
		['a clone that is tried again', clone('createAnyway'), [{ status: 503 }, voice], 1],
		['a clone of a name that is new', clone('reuse'), [none, voice], 1],
		['a list of two pages', list, [{ body: { voices: [], cursor: 'a' } }, none], 1],
		['what is waited for, once for each look', polled, [call, ended], 2],
	])('%s', async (_, parameters, answers, expected) => {
		const { sent, reads } = await run(parameters, ['key-1'], answers);
		expect(sent).toHaveLength(answers.length);
		expect(reads).toBe(expected);
	});
});
