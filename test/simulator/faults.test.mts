import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import type { PlannedAnswer, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const listVoices = () => callApi(simulator, 'GET', '/voices');
const clone = () => callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });

/** Gives the code of the network error with which a call ended. */
async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
	const outcome = await call.then(
		() => ({ cause: { code: 'none: the call was answered' } }),
		(error: unknown) => error as { cause?: { code?: string } },
	);
	return outcome.cause?.code;
}

interface Piece {
	text: string;
	/** Milliseconds after the start. */
	at: number;
}

/** Gets the voices and gives each piece of the body, until it ends or breaks. Throws when no answer begins. */
async function piecesOfList(signal?: AbortSignal): Promise<Piece[]> {
	const start = performance.now();
	const headers = { authorization: `Bearer ${simulator.apiKey}` };
	const request = get(`${simulator.baseUrl}/voices`, { headers, signal, agent: false });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	const pieces: Piece[] = [];
	response.on('data', (chunk: Buffer) => {
		pieces.push({ text: chunk.toString(), at: performance.now() - start });
	});
	// A signal that ends the answer is told to both.
	for (const stream of [request, response]) stream.on('error', () => undefined);
	await new Promise((resolve) => response.once('close', resolve));
	return pieces;
}

describe('a plan that skips', () => {
	async function statuses(count: number): Promise<number[]> {
		const found: number[] = [];
		while (found.length < count) found.push((await listVoices()).status);
		return found;
	}

	test('takes effect after so many requests, for as many times as it says', async () => {
		await simulator.plan({ path: '/voices', skip: 2, times: 2, status: 500 });
		expect(await statuses(5)).toEqual([200, 200, 500, 500, 200]);
	});

	test('counts independently of others, whose answers it counts too', async () => {
		await simulator.plan({ path: '/voices', skip: 3, status: 504 });
		await simulator.plan({ path: '/voices', skip: 1, status: 502 });
		await simulator.plan({ path: '/voices', status: 500 });
		expect(await statuses(5)).toEqual([500, 502, 200, 504, 200]);
	});

	test('counts from when it was planned', async () => {
		await listVoices();
		await simulator.plan({ path: '/voices', skip: 1, status: 500 });
		expect(await statuses(3)).toEqual([200, 500, 200]);
	});

	test('waits for the next request where an earlier plan has its own', async () => {
		await simulator.plan({ path: '/voices', skip: 1, times: 2, status: 500 });
		await simulator.plan({ path: '/voices', skip: 2, status: 502 });
		expect(await statuses(5)).toEqual([200, 500, 500, 502, 200]);
	});

	test('counts only what matches it', async () => {
		await simulator.plan({ path: '/voices/clone', skip: 1, status: 500 });
		await simulator.plan({ path: '/dials/{id}', skip: 1, status: 418 });
		await listVoices();
		expect((await clone()).status).toBe(200);
		expect((await callApi(simulator, 'GET', '/dials/1')).status).toBe(404);
		expect((await callApi(simulator, 'GET', '/dials/2')).status).toBe(418);
		expect((await clone()).status).toBe(500);
	});
});

describe('a body that is none', () => {
	test.each<[string, PlannedAnswer['body'], string]>([
		['broken JSON', '{"id": nope}', '{"id": nope}'],
		['JSON cut short', '{"id":"1","na', '{"id":"1","na'],
		['no id', { name: 'Zoë' }, '{"name":"Zoë"}'],
		['HTML', '<!doctype html>', '<!doctype html>'],
	])('arrives as planned: %s', async (_, body, text) => {
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		await simulator.plan({ path: '/voices/clone', processFirst: true, headers, body });
		const answer = await clone();
		expect(answer).toMatchObject({ status: 200, text });
		expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		expect(await simulator.voices()).toHaveLength(8);
	});
});

describe('a reset', () => {
	test('before the answer', async () => {
		await simulator.plan({ path: '/voices/clone', hangUp: 'before-answer', processFirst: true });
		expect(await codeOf(clone())).toBe('ECONNRESET');
		expect(await simulator.voices()).toHaveLength(8);
	});

	test.each([
		['a clip of 100 KB', 100_000, undefined],
		['a clip of 5 MB, late', 5_000_000, 3_000_000],
		['a body shorter than what it waits for', 10, 1_000_000],
	])('in the middle of the upload of %s', async (_, size, afterBytes) => {
		const form = cloneForm();
		form.set('clip', new File([new Uint8Array(size)], 'a.wav'));
		await simulator.plan({
			path: '/voices/clone',
			hangUp: 'mid-upload',
			...(afterBytes === undefined ? {} : { afterBytes }),
		});
		const broken = callApi(simulator, 'POST', '/voices/clone', { body: form });
		expect(['ECONNRESET', 'EPIPE']).toContain(await codeOf(broken));
		const [request] = await simulator.requests();
		expect(request).toMatchObject({ complete: false, status: null, operationId: 'cloneVoice' });
		expect(request?.bytesReceived).toBeGreaterThanOrEqual(Math.min(size, afterBytes ?? 1000));
		expect(request?.bytesReceived).toBeLessThan(Math.min(size, afterBytes ?? 1000) + 200_000);
		expect(await simulator.voices()).toHaveLength(7);
		expect((await clone()).status).toBe(200);
	});

	test('in the middle of the upload of nothing', async () => {
		await simulator.plan({ path: '/voices', hangUp: 'mid-upload' });
		expect(await codeOf(listVoices())).toBe('ECONNRESET');
		expect(await simulator.requests()).toMatchObject([{ complete: false, status: null }]);
	});

	test('in the middle of the answer leaves the half of it', async () => {
		const body = 'x'.repeat(1000);
		await simulator.plan({ path: '/voices', body, hangUp: 'mid-answer' });
		const pieces = await piecesOfList();
		expect(pieces.map(({ text }) => text).join('')).toBe('x'.repeat(500));
		expect(await simulator.requests()).toMatchObject([{ status: 200 }]);
	});
});

describe('a stall', () => {
	/** Clones, and gives up after so many milliseconds. */
	async function cloneWithin(milliseconds: number) {
		return await fetch(`${simulator.baseUrl}/voices/clone`, {
			method: 'POST',
			headers: { authorization: `Bearer ${simulator.apiKey}` },
			body: cloneForm(),
			signal: AbortSignal.timeout(milliseconds),
		});
	}

	test.each([
		[false, 7],
		[true, 8],
	])('before the answer, with the operation done first: %s', async (processFirst, count) => {
		await simulator.plan({ path: '/voices/clone', stall: 'before-answer', processFirst });
		await expect(cloneWithin(400)).rejects.toThrow('timeout');
		expect(await simulator.requests()).toMatchObject([{ complete: true, status: null }]);
		expect(await simulator.voices()).toHaveLength(count);
		expect((await clone()).status).toBe(200);
	});

	test('in the middle of the real answer', async () => {
		await simulator.plan({ path: '/voices/clone', stall: 'mid-answer' });
		const response = await cloneWithin(400);
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow('timeout');
		expect(await simulator.requests()).toMatchObject([{ status: 200 }]);
		expect(await simulator.voices()).toHaveLength(8);
	});

	test('in the middle of a planned answer', async () => {
		await simulator.plan({ path: '/voices', status: 502, body: 'abcd', stall: 'mid-answer' });
		const pieces = await piecesOfList(AbortSignal.timeout(400));
		expect(pieces.map(({ text }) => text)).toEqual(['ab']);
	});

	test('ends with a reset of the simulator', async () => {
		await simulator.plan({ path: '/voices', stall: 'before-answer' });
		const stalled = codeOf(listVoices());
		while ((await simulator.requests()).length === 0) await wait(20);
		await simulator.reset();
		expect(await stalled).toBe('ECONNRESET');
	});
});

describe('a slow answer', () => {
	test('drips in ten pieces', async () => {
		const body = 'abcdefghij'.repeat(10);
		await simulator.plan({ path: '/voices', body, dripMs: 40 });
		const pieces = await piecesOfList();
		expect(pieces.map(({ text }) => text).join('')).toBe(body);
		expect(pieces).toHaveLength(10);
		expect((pieces[9]?.at ?? 0) - (pieces[0]?.at ?? 0)).toBeGreaterThan(9 * 40 * 0.9);
	});

	test('drips the real answer too', async () => {
		await simulator.plan({ path: '/voices/clone', dripMs: 10 });
		expect(await clone()).toMatchObject({ status: 200, body: { name: 'Zoë' } });
	});

	test.each(['', 'a'])('of "%s" is whole', async (body) => {
		await simulator.plan({ path: '/voices', body, dripMs: 10 });
		expect(await listVoices()).toMatchObject({ status: 200, text: body });
	});

	test('drips up to where it is cut', async () => {
		const body = 'ab'.repeat(50);
		await simulator.plan({ path: '/voices', body, dripMs: 20, hangUp: 'mid-answer' });
		const pieces = await piecesOfList();
		expect(pieces.length).toBeGreaterThan(5);
		expect(pieces.map(({ text }) => text).join('')).toBe('ab'.repeat(25));
	});
});

test.each<[string, Partial<PlannedAnswer>]>([
	['a hang-up and a stall', { hangUp: 'mid-answer', stall: 'mid-answer' }],
	['bytes with no hang-up', { afterBytes: 10 }],
	['bytes with another hang-up', { afterBytes: 10, hangUp: 'before-answer' }],
	['an operation that cannot run', { hangUp: 'mid-upload', processFirst: true }],
	['a skip of less than nothing', { skip: -1 }],
	['an unknown stall', { stall: 'for-ever' as 'mid-answer' }],
])('a plan that makes no sense is refused: %s', async (_, planned) => {
	await expect(simulator.plan({ path: '/voices', ...planned })).rejects.toThrow(': 400 ');
});
