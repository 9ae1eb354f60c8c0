import { describe, expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { PlannedAnswer, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const listVoices = () => callApi(simulator, 'GET', '/voices');
const clone = () => callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });

async function statuses(count: number): Promise<number[]> {
	const found: number[] = [];
	while (found.length < count) found.push((await listVoices()).status);
	return found;
}

test('a planned answer is given once, as it was planned', async () => {
	await simulator.plan({
		path: '/voices',
		status: 429,
		headers: { 'Retry-After': '2', 'set-cookie': ['a=1', 'b=2'] },
		body: { error: { message: 'Slow down' } },
	});
	const answer = await listVoices();
	expect(answer.status).toBe(429);
	expect(answer.headers.get('retry-after')).toBe('2');
	expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
	expect(answer.headers.get('content-type')).toBe('application/json');
	expect(answer.text).toBe('{"error":{"message":"Slow down"}}');
	expect(await statuses(1)).toEqual([200]);
	const [request] = await simulator.requests();
	expect(request).toMatchObject({ operationId: 'listVoices', status: 429 });
});

test('plans are followed in turn, each as many times as it says', async () => {
	await simulator.plan({ path: '/voices', status: 503, times: 2 });
	await simulator.plan({ path: '/voices', status: 500 });
	expect(await statuses(4)).toEqual([503, 503, 500, 200]);
});

test('a plan is for its method and path only', async () => {
	await simulator.plan({ method: 'post', path: '/voices', status: 500 });
	await simulator.plan({ path: '/voices/clone', status: 500 });
	await simulator.plan({ path: '/dials/{id}', status: 418 });
	expect(await statuses(1)).toEqual([200]);
	expect((await callApi(simulator, 'POST', '/dials/1/hangup')).status).toBe(404);
	expect((await callApi(simulator, 'GET', '/dials/1')).status).toBe(418);
	expect((await clone()).status).toBe(500);
	expect(await simulator.voices()).toHaveLength(7);
});

test.each<[string, PlannedAnswer['body'], string | null, string]>([
	['text', 'Bad gateway', 'text/plain; charset=utf-8', 'Bad gateway'],
	['nothing', undefined, null, ''],
	['null', null, 'application/json', 'null'],
	['a list', [1], 'application/json', '[1]'],
])('a planned body may be %s', async (_, body, contentType, text) => {
	await simulator.plan({ path: '/voices', status: 502, body });
	const answer = await listVoices();
	expect(answer.headers.get('content-type')).toBe(contentType);
	expect(answer.text).toBe(text);
});

test('the content type of a planned body can be any', async () => {
	const html = '<h1>502</h1>';
	await simulator.plan({ path: '/voices', headers: { 'Content-Type': 'text/html' }, body: html });
	const answer = await listVoices();
	expect(answer).toMatchObject({ status: 200, text: html });
	expect(answer.headers.get('content-type')).toBe('text/html');
});

test('a plan of nothing but a delay gives the real answer late', async () => {
	await simulator.plan({ path: '/voices', delayMs: 300 });
	const start = performance.now();
	const answer = await listVoices();
	expect(performance.now() - start).toBeGreaterThanOrEqual(290);
	expect(answer.body).toMatchObject({ cursor: null });
});

describe('a line cut', () => {
	test('before the answer leaves nothing done', async () => {
		await simulator.plan({ path: '/voices/clone', hangUp: 'before-answer' });
		await expect(clone()).rejects.toThrow('fetch failed');
		expect(await simulator.voices()).toHaveLength(7);
		const [request] = await simulator.requests();
		expect(request).toMatchObject({ complete: true, status: null });
		expect((await clone()).status).toBe(200);
	});

	test('before the answer, with the operation done all the same', async () => {
		await simulator.plan({
			path: '/voices/clone',
			hangUp: 'before-answer',
			processFirst: true,
		});
		await expect(clone()).rejects.toThrow('fetch failed');
		expect(await simulator.voices()).toHaveLength(8);
	});

	test('in the middle of the real answer', async () => {
		await simulator.plan({ path: '/voices/clone', hangUp: 'mid-answer' });
		await expect(clone()).rejects.toThrow('terminated');
		expect(await simulator.voices()).toHaveLength(8);
	});

	test('in the middle of a planned answer', async () => {
		await simulator.plan({ path: '/voices', status: 200, body: '', hangUp: 'mid-answer' });
		await expect(listVoices()).rejects.toThrow('terminated');
	});
});

test('an operation can be done and its answer thrown away', async () => {
	await simulator.plan({ path: '/voices/clone', processFirst: true, status: 504, body: 'Timeout' });
	expect(await clone()).toMatchObject({ status: 504, text: 'Timeout' });
	expect(await simulator.voices()).toHaveLength(8);
});

test('a reset forgets plans, settings, voices and requests', async () => {
	await simulator.plan({ path: '/voices', status: 500, times: 9 });
	await simulator.settings({ pageSize: 1 });
	await clone();
	await simulator.reset();
	expect(await simulator.requests()).toEqual([]);
	expect(await simulator.voices()).toHaveLength(7);
	expect((await listVoices()).body).toMatchObject({ cursor: null });
});

describe('the controls refuse', () => {
	test.each<[string, () => Promise<unknown>]>([
		['a plan without a path', () => simulator.plan({ status: 500 } as unknown as PlannedAnswer)],
		['a misspelled plan', () => simulator.plan({ path: '/voices', ...{ code: 500 } })],
		['a plan for no request', () => simulator.plan({ path: '/voices', times: 0 })],
		['a path that is none', () => simulator.plan({ path: 'voices' })],
		['an unknown setting', () => simulator.settings({ pageSize: 3, ...{ pages: 3 } })],
		['a page of nothing', () => simulator.settings({ pageSize: 0 })],
		['a voice without a name', () => simulator.seedVoices([{ ...{ id: '1' } } as never])],
	])('%s', async (_, control) => {
		await expect(control()).rejects.toThrow(': 400 ');
	});

	test('what they do not know', async () => {
		const response = await fetch(`${simulator.controlUrl}/nothing`, { method: 'POST' });
		expect(response.status).toBe(404);
	});
});
