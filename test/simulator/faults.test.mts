import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { callApi, cloneForm, firstRequestOnce } from './calls.mts';
import type { PlannedAnswer, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const voices = 7;
const listVoices = async () => await callApi(simulator, 'GET', '/voices');
const clone = async () => await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });

async function statuses(count: number): Promise<number[]> {
	const found: number[] = [];
	while (found.length < count) found.push((await listVoices()).status);
	return found;
}

/** Returns the code of the network error with which a call ended. */
async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
	const outcome = await call.then(
		() => ({ cause: { code: 'none: the call was answered' } }),
		(error: unknown) => error as { cause?: { code?: string } },
	);
	return outcome.cause?.code;
}

/** Gets the voices and returns each piece of the body, until it ends or breaks. */
async function piecesOfList(signal?: AbortSignal): Promise<string[]> {
	const headers = { authorization: `Bearer ${simulator.apiKey}` };
	const request = get(`${simulator.baseUrl}/voices`, { headers, signal, agent: false });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	const pieces: string[] = [];
	response.on('data', (chunk: Buffer) => pieces.push(chunk.toString()));
	// A signal that ends the answer is told to both.
	for (const stream of [request, response]) stream.on('error', () => undefined);
	await new Promise((resolve) => response.once('close', resolve));
	return pieces;
}

describe('a planned answer', () => {
	test('is given as it was planned', async () => {
		await simulator.plan({
			path: '/voices',
			status: 429,
			headers: { 'Retry-After': '2', 'set-cookie': ['a=1', 'b=2'] },
			body: { error: { message: 'Slow down' } },
		});
		const answer = await listVoices();
		expect(answer).toMatchObject({ status: 429, text: '{"error":{"message":"Slow down"}}' });
		expect(answer.headers.get('retry-after')).toBe('2');
		expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
		expect(await simulator.requests()).toMatchObject([{ operationId: 'listVoices', status: 429 }]);
	});

	test.each<[PlannedAnswer['body'], string | null, string]>([
		['Bad gateway', 'text/plain; charset=utf-8', 'Bad gateway'],
		[undefined, null, ''],
		[null, 'application/json', 'null'],
		[[1], 'application/json', '[1]'],
	])('may be %j', async (body, contentType, text) => {
		await simulator.plan({ path: '/voices', status: 502, body });
		const answer = await listVoices();
		expect(answer).toMatchObject({ status: 502, text });
		expect(answer.headers.get('content-type')).toBe(contentType);
	});

	test('is for its method and path only', async () => {
		await simulator.plan({ method: 'post', path: '/voices', status: 500 });
		await simulator.plan({ path: '/dials/{id}', status: 418 });
		expect(await statuses(1)).toEqual([200]);
		expect((await callApi(simulator, 'POST', '/dials/1/hangup')).status).toBe(404);
		expect((await callApi(simulator, 'GET', '/dials/1')).status).toBe(418);
	});

	test('is given in turn with others, each as many times as it says', async () => {
		await simulator.plan({ path: '/voices', status: 503, times: 2 });
		await simulator.plan({ path: '/voices', status: 500 });
		expect(await statuses(4)).toEqual([503, 503, 500, 200]);
	});

	test('may let requests pass, which it counts independently of others', async () => {
		await simulator.plan({ path: '/voices', skip: 3, status: 504 });
		await simulator.plan({ path: '/voices', skip: 1, times: 2, status: 502 });
		await simulator.plan({ path: '/voices', status: 500 });
		expect(await statuses(6)).toEqual([500, 502, 502, 504, 200, 200]);
	});

	test('can throw away the answer of an operation that is done', async () => {
		await simulator.plan({ path: '/voices/clone', processFirst: true, status: 504, body: 'Late' });
		expect(await clone()).toMatchObject({ status: 504, text: 'Late' });
		expect(await simulator.voices()).toHaveLength(voices + 1);
	});

	test('is forgotten by a reset, as all else', async () => {
		await simulator.plan({ path: '/voices', status: 500, times: 9 });
		await simulator.settings({ pageSize: 1 });
		await clone();
		await simulator.reset();
		expect(await simulator.requests()).toEqual([]);
		expect(await simulator.voices()).toHaveLength(voices);
		expect(await listVoices()).toMatchObject({ status: 200, body: { cursor: null } });
	});
});

describe('a connection is broken', () => {
	test.each([
		[false, voices],
		[true, voices + 1],
	])('before the answer, with the operation done first: %s', async (processFirst, count) => {
		await simulator.plan({ path: '/voices/clone', hangUp: 'before-answer', processFirst });
		expect(await codeOf(clone())).toBe('ECONNRESET');
		expect(await simulator.requests()).toMatchObject([{ status: null, aborted: false }]);
		expect(await simulator.voices()).toHaveLength(count);
	});

	test.each([
		[5_000_000, 3_000_000],
		[10, 1_000_000],
	])('in the middle of the upload of %d bytes', async (size, afterBytes) => {
		const form = cloneForm();
		form.set('clip', new File([new Uint8Array(size)], 'a.wav'));
		await simulator.plan({ path: '/voices/clone', hangUp: 'mid-upload', afterBytes });
		const broken = callApi(simulator, 'POST', '/voices/clone', { body: form });
		expect(['ECONNRESET', 'EPIPE']).toContain(await codeOf(broken));
		const [request] = await simulator.requests();
		expect(request).toMatchObject({ complete: false, status: null, operationId: 'cloneVoice' });
		expect(request?.bytesReceived).toBeGreaterThanOrEqual(Math.min(size, afterBytes));
		expect(request?.bytesReceived).toBeLessThan(Math.min(size, afterBytes) + 200_000);
		expect(await simulator.voices()).toHaveLength(voices);
	});

	test('in the middle of the answer, planned or real', async () => {
		const body = 'x'.repeat(1000);
		await simulator.plan({ path: '/voices', body, hangUp: 'mid-answer' });
		expect((await piecesOfList()).join('')).toBe('x'.repeat(500));
		await simulator.plan({ path: '/voices/clone', hangUp: 'mid-answer' });
		await expect(clone()).rejects.toThrow('terminated');
		expect(await simulator.voices()).toHaveLength(voices + 1);
	});
});

describe('an answer', () => {
	test.each<[PlannedAnswer['stall'], number | null]>([
		['before-answer', null],
		['mid-answer', 200],
	])('stalls %s until a reset', async (stall, status) => {
		await simulator.plan({ path: '/voices', stall });
		const stalled = expect(listVoices()).rejects.toThrow();
		const hasStalled = (request: { status: number | null; endedAt: number | null }) =>
			request.status === status && request.endedAt !== null;
		await firstRequestOnce(simulator, hasStalled);
		await simulator.reset();
		await stalled;
	});

	test('drips in ten pieces, up to where it is cut', async () => {
		const body = 'abcdefghij'.repeat(10);
		await simulator.plan({ path: '/voices', body, dripMs: 10 });
		await simulator.plan({ path: '/voices', body, dripMs: 10, hangUp: 'mid-answer' });
		expect(await piecesOfList()).toEqual(Array(10).fill('abcdefghij'));
		expect((await piecesOfList()).join('')).toBe(body.slice(0, 50));
	});
});

describe('a client that leaves', () => {
	test.each<[string, Omit<PlannedAnswer, 'path'>, number | null]>([
		['a delayed answer', { delayMs: 60_000 }, null],
		['a stalled answer', { stall: 'before-answer' }, null],
		['an answer stalled in its middle', { stall: 'mid-answer' }, 200],
		['an answer that drips', { dripMs: 60_000 }, 200],
	])('%s is seen', async (_, planned, status) => {
		await simulator.plan({ path: '/voices', ...planned });
		const leaving = new AbortController();
		const left = piecesOfList(leaving.signal).catch(() => 'left');
		await firstRequestOnce(
			simulator,
			(request) => request.endedAt !== null && request.status === status,
		);
		leaving.abort();
		await left;
		const request = await firstRequestOnce(simulator, ({ aborted }) => aborted);
		expect(request).toMatchObject({ complete: true, status });
	});
});

describe('a refusal of connections', () => {
	test('lasts as long as asked, breaks off what is under way, and forgets nothing', async () => {
		await clone();
		await simulator.plan({ path: '/voices', delayMs: 60_000 });
		const broken = codeOf(listVoices());
		while ((await simulator.requests()).length < 2) await simulator.calls();
		const start = performance.now();
		await simulator.refuse(200);
		expect(await broken).toBe('ECONNRESET');
		expect(await codeOf(listVoices())).toBe('ECONNREFUSED');
		while ((await codeOf(listVoices())) === 'ECONNREFUSED') await simulator.calls();
		expect(performance.now() - start).toBeGreaterThanOrEqual(190);
		expect(await simulator.voices()).toHaveLength(voices + 1);
	});

	test('ends with a reset', async () => {
		await simulator.refuse(60_000);
		await simulator.reset();
		expect(await statuses(1)).toEqual([200]);
	});
});

test('requests at once are counted, by path and in all, until they are over', async () => {
	await listVoices();
	expect(await simulator.maxConcurrency()).toBe(1);
	await simulator.plan({ path: '/voices', delayMs: 300, times: 3 });
	await simulator.plan({ path: '/agents/{id}', delayMs: 300, times: 2 });
	const agent = async (id: number) => await callApi(simulator, 'GET', `/agents/${id}`);
	await Promise.all([listVoices(), listVoices(), listVoices(), agent(1), agent(2)]);
	await simulator.clearRequests();
	const counts = ['/voices', '/agents/{id}', '/agents/1', undefined].map(
		async (path) => await simulator.maxConcurrency(path),
	);
	expect(await Promise.all(counts)).toEqual([3, 2, 1, 5]);
});
