import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const nobody = seedId('nobody');
const configId = seedId('eval config 1');
const dialRecord = { recordType: 'DIAL', dialId: seedId('dial 1') };
const runInput = { versionedPromptId: seedId('prompt 1'), callAgentId: seedId('agent 1') };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const add = (what: 'records' | 'runs', body: object, id = configId) =>
	callWithJson(simulator, 'POST', `/eval_configs/${id}/${what}`, body);

async function idOf(answer: ReturnType<typeof add>): Promise<string> {
	const { status, text } = await answer;
	if (status !== 200) throw new Error(`${status} ${text}`);
	return (JSON.parse(text) as { id: string }).id;
}

async function runs(id = configId): Promise<object[]> {
	const { body } = await callApi(simulator, 'GET', `/eval_configs/${id}/runs`);
	return (body as { data: object[] }).data;
}

test('a record of a call is made', async () => {
	const { body } = await add('records', dialRecord);
	expect(body).toEqual({ id: expect.any(String) as unknown, ...dialRecord, prompt: null });
});

test('a record of a prompt is made', async () => {
	const prompt = {
		name: 'In a hurry',
		description: 'Wants it short',
		systemPrompt: 'You are in a hurry.',
		maxTurns: 3,
		agentInputs: '{}',
	};
	const { body } = await add('records', { recordType: 'PROMPT', ...prompt });
	expect(body).toEqual({
		id: expect.any(String) as unknown,
		recordType: 'PROMPT',
		dialId: null,
		prompt,
	});
});

describe('a record is not made', () => {
	test.each<[string, object, string]>([
		['of no type', { dialId: seedId('dial 1') }, "'recordType'"],
		['of another type', { recordType: 'CALL' }, '/recordType'],
		['without its call', { recordType: 'DIAL' }, '/dialId is missing'],
		['with an unknown call', { recordType: 'DIAL', dialId: nobody }, '/dialId is'],
		['of a call with a name', { ...dialRecord, name: 'A' }, '/name does not go with'],
		['of a prompt with a call', { ...dialRecord, recordType: 'PROMPT' }, '/dialId does not go'],
		['of no turns', { recordType: 'PROMPT', maxTurns: 0 }, '/maxTurns is 0'],
		['with inputs as an object', { recordType: 'PROMPT', agentInputs: {} }, '/agentInputs'],
	])('%s', async (_, body, error) => {
		const { status, text } = await add('records', body);
		expect(status).toBe(422);
		expect(text).toContain(error);
	});
});

test('a run goes through all records, with the clock', async () => {
	await idOf(add('records', dialRecord));
	await idOf(add('records', { recordType: 'PROMPT', name: 'In a hurry' }));
	const { body } = await add('runs', runInput);
	expect(body).toEqual({
		id: expect.any(String) as unknown,
		status: 'PENDING',
		...runInput,
		createdAt: expect.any(String) as unknown,
		aggregateResult: { numFailing: 0, numPassing: 0 },
	});
	expect((await runs())[1]).toEqual(body);
	await simulator.advance(0);
	expect((await runs())[1]).toMatchObject({ status: 'RUNNING' });
	await simulator.advance(5000);
	expect((await runs())[1]).toEqual({
		...(body as object),
		status: 'SUCCESS',
		aggregateResult: { numFailing: 0, numPassing: 2 },
	});
});

test('a run can be of some records only', async () => {
	await idOf(add('records', dialRecord));
	const evalRecordIds = [await idOf(add('records', dialRecord))];
	await idOf(add('runs', { ...runInput, evalRecordIds }));
	await simulator.advance(5000);
	expect((await runs())[1]).toMatchObject({ aggregateResult: { numPassing: 1 } });
});

test('a run is not of records of another config', async () => {
	const [other] = await simulator.seedEvalConfigs([{ name: 'Speed' }]);
	const record = await idOf(add('records', dialRecord, other?.id));
	const { status, text } = await add('runs', { ...runInput, evalRecordIds: [record] });
	expect(status).toBe(422);
	expect(text).toContain('/evalRecordIds/0 is');
	await idOf(add('runs', { ...runInput, evalRecordIds: [record] }, other?.id));
	expect(await runs()).toHaveLength(1);
	expect(await runs(other?.id)).toHaveLength(1);
});

test.each<[string, object, string]>([
	['without a prompt', { versionedPromptId: undefined }, "'versionedPromptId'"],
	['by an unknown agent', { callAgentId: nobody }, '/callAgentId is'],
	[
		'with a prompt of another agent',
		{ versionedPromptId: seedId('prompt 2') },
		'/versionedPromptId',
	],
])('nothing is run %s', async (_, fields, error) => {
	const { status, text } = await add('runs', { ...runInput, ...fields });
	expect(status).toBe(422);
	expect(text).toContain(error);
	expect(await runs()).toHaveLength(1);
});

test('a config that is not there takes no records and no runs', async () => {
	expect((await add('records', dialRecord, nobody)).status).toBe(404);
	expect((await add('runs', runInput, nobody)).status).toBe(404);
});
