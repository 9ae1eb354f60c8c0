import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson, cloneForm } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started), { apiKey: 'the right key' });

describe('the key', () => {
	test.each([
		['none', ''],
		['another one', 'Bearer the wrong key'],
		['the start of it', 'Bearer the right ke'],
		['more than it', 'Bearer the right key2'],
		['the key without Bearer', 'the right key'],
		['Bearer twice', 'Bearer Bearer the right key'],
		['another scheme', 'Basic the right key'],
	])('is refused: %s', async (_, authorization) => {
		const { status, body } = await callApi(simulator, 'GET', '/voices', {
			headers: { authorization },
		});
		expect(status).toBe(401);
		expect(body).toEqual({ message: 'The API key is missing or wrong', errors: [] });
	});

	test('is asked for before the body is looked at, and nothing is cloned without it', async () => {
		const form = cloneForm();
		form.set('model', 'NONE');
		const answer = await callApi(simulator, 'POST', '/voices/clone', {
			headers: { authorization: 'Bearer no' },
			body: form,
		});
		expect(answer.status).toBe(401);
		expect(await simulator.voices()).toHaveLength(7);
	});
});

test.each([
	['GET', '/nothing', 404],
	['GET', '/voices/', 404],
	['GET', '//voices', 404],
	['GET', '/Voices', 404],
	['GET', '/api/voices', 404],
	['POST', '/voices', 405],
	['GET', '/voices/clone', 405],
	['DELETE', '/voices/some-id', 404],
])('%s %s is answered %d', async (method, path, status) => {
	expect((await callApi(simulator, method, path)).status).toBe(status);
});

test('a path outside of the base URL is not the API', async () => {
	const origin = new URL(simulator.baseUrl).origin;
	const response = await fetch(`${origin}/voices`, {
		headers: { authorization: `Bearer ${simulator.apiKey}` },
	});
	expect(response.status).toBe(404);
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

test('a body that is not asked for is refused', async () => {
	const answer = await callWithJson(simulator, 'POST', '/dials/some-id/hangup', {});
	expect(answer.status).toBe(400);
});

test.each([
	['broken JSON', 'application/json', '{"text":', 400],
	['an empty body', 'application/json', '', 422],
	['JSON under another name', 'text/plain', '{"text":"a","voiceId":"b"}', 400],
	[
		'JSON with a charset',
		'application/json; charset=utf-8',
		`{"text":"a","voiceId":"${seedId('voice 1')}"}`,
		200,
	],
	['a field too many', 'application/json', '{"text":"a","voiceId":"b","speed":2}', 422],
	['a value not in the enum', 'application/json', '{"type":"gift"}', 422],
	['a text too long', 'application/json', `{"text":"${'a'.repeat(5001)}","voiceId":"b"}`, 422],
])('a body of JSON: %s', async (_, contentType, body, status) => {
	const answer = await callApi(simulator, 'POST', '/tts', {
		headers: { 'content-type': contentType },
		body,
	});
	expect(answer.status).toBe(status);
});

test('requests are recorded as they came, right or wrong', async () => {
	await callApi(simulator, 'GET', '/voices?name=A%26b%20%2B&limit=5', {
		headers: { 'X-Trace': 'Yes' },
	});
	await callWithJson(simulator, 'POST', '/tts', { text: 'Grüße' });
	await callApi(simulator, 'GET', '/nothing?a=1&a=2');
	const [list, speech, nothing] = await simulator.requests();
	expect(list).toMatchObject({
		method: 'GET',
		url: '/api/voices?name=A%26b%20%2B&limit=5',
		path: '/voices',
		query: { name: 'A&b +', limit: '5' },
		headers: { 'x-trace': 'Yes', authorization: 'Bearer the right key' },
		contentLength: null,
		bytesReceived: 0,
		complete: true,
		text: null,
		parts: null,
		operationId: 'listVoices',
		status: 200,
	});
	expect(speech).toMatchObject({
		text: '{"text":"Grüße"}',
		json: { text: 'Grüße' },
		bytesReceived: 18,
		contentLength: '18',
		chunked: false,
		status: 422,
	});
	expect(nothing).toMatchObject({ query: { a: ['1', '2'] }, operationId: null, status: 404 });
});

test('forgetting the requests forgets nothing else', async () => {
	await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	await simulator.clearRequests();
	expect(await simulator.requests()).toEqual([]);
	expect(await simulator.voices()).toHaveLength(8);
});
