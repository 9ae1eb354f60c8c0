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

/** Returns the code of the network error with which a call ended. */
async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
	const outcome = await call.then(
		() => ({ cause: { code: 'none: the call was answered' } }),
		(error: unknown) => error as { cause?: { code?: string } },
	);
	return outcome.cause?.code;
}

/** Gets the voices and returns each piece of the body, until it ends or breaks. */
async function piecesOfList(): Promise<string[]> {
	const headers = { authorization: `Bearer ${simulator.apiKey}` };
	const request = get(`${simulator.baseUrl}/voices`, { headers, agent: false });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	const pieces: string[] = [];
	response.on('data', (chunk: Buffer) => pieces.push(chunk.toString()));
	response.on('error', () => undefined);
	await new Promise((resolve) => response.once('close', resolve));
	return pieces;
}

describe('a connection is broken', () => {
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
