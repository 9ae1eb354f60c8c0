import { expect, test } from '@jest/globals';
import { operationsOf, readContract } from '../contract/contract.mts';
import { callApi, callWithJson, cloneForm } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const reads = operationsOf(readContract()).filter(({ method }) => method === 'GET');

let simulator: Simulator;

useSimulator((started) => (simulator = started), { apiKey: 'the right key' });

test.each([
	['none', ''],
	['another one', 'Bearer the wrong key'],
	['more than it', 'Bearer the right key2'],
	['the key without Bearer', 'the right key'],
	['Bearer twice', 'Bearer Bearer the right key'],
])('a wrong key is refused, before the body is looked at: %s', async (_, authorization) => {
	const body = cloneForm();
	body.set('model', 'NONE');
	const answer = await callApi(simulator, 'POST', '/voices/clone', {
		headers: { authorization },
		body,
	});
	expect(answer).toMatchObject({
		status: 401,
		body: { message: 'The API key is missing or wrong', errors: [] },
	});
});

test.each([
	['GET', '/nothing', 404],
	['GET', '/voices/', 404],
	['GET', '//voices', 404],
	['GET', '/api/voices', 404],
	['POST', '/voices', 405],
	['GET', '/voices/clone', 405],
	['DELETE', '/voices/some-id', 404],
])('%s %s is answered %d', async (method, path, status) => {
	expect((await callApi(simulator, method, path)).status).toBe(status);
});

test.each([
	['an unknown parameter', 'voice=x', 'query must NOT have additional properties ("voice")'],
	['a limit that is no number', 'limit=many', 'query/limit must be integer'],
	['a limit twice', 'limit=1&limit=2', 'query/limit must be integer'],
])('a query with %s is refused', async (_, query, error) => {
	const { status, body } = await callApi(simulator, 'GET', `/voices?${query}`);
	expect(status).toBe(422);
	expect(body).toEqual({ message: 'The request is not valid', errors: [error] });
});

const voiceId = seedId('voice 1');

test.each([
	['broken JSON', 'application/json', '{"text":', 400],
	['an empty body', 'application/json', '', 422],
	['JSON under another name', 'text/plain', `{"text":"a","voiceId":"${voiceId}"}`, 400],
	['JSON', 'application/json; charset=utf-8', `{"text":"a","voiceId":"${voiceId}"}`, 200],
	['a field too many', 'application/json', `{"text":"a","voiceId":"${voiceId}","speed":2}`, 422],
	['too long a text', 'application/json', `{"text":"${'a'.repeat(5001)}","voiceId":"b"}`, 422],
])('a body of %s', async (_, contentType, body, status) => {
	const headers = { 'content-type': contentType };
	expect((await callApi(simulator, 'POST', '/tts', { headers, body })).status).toBe(status);
});

test('a body that is not asked for is refused', async () => {
	const answer = await callWithJson(simulator, 'POST', '/dials/some-id/hangup', {});
	expect(answer.status).toBe(400);
});

test.each(reads.filter(({ path }) => path.includes('{')))(
	'$operationId answers 404 to an id that nothing has',
	async ({ path }) => {
		const unknown = path.replace(/\{\w+\}/g, seedId('nobody'));
		expect(await callApi(simulator, 'GET', unknown)).toMatchObject({
			status: 404,
			body: { message: expect.stringContaining('There is no') as unknown },
		});
	},
);
