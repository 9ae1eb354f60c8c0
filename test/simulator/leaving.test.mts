import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { callApi, cloneForm, firstRequestOnce } from './calls.mts';
import type { PlannedAnswer, Settings, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const listVoices = () => callApi(simulator, 'GET', '/voices');

/** Gets the voices, and leaves as soon as the simulator has the request and `beforeLeaving` is over. */
async function leave(beforeLeaving: () => Promise<unknown> = () => Promise.resolve()) {
	const leaving = new AbortController();
	const outcome = fetch(`${simulator.baseUrl}/voices`, {
		headers: { authorization: `Bearer ${simulator.apiKey}` },
		signal: leaving.signal,
	})
		.then(async (response) => await response.text())
		.then(
			() => 'answered',
			() => 'left',
		);
	await firstRequestOnce(simulator, ({ endedAt }) => endedAt !== null);
	await beforeLeaving();
	leaving.abort();
	expect(await outcome).toBe('left');
}

const untilAnswerBegins = () => firstRequestOnce(simulator, ({ status }) => status !== null);
const untilGone = () => firstRequestOnce(simulator, ({ aborted }) => aborted);

describe('a client that leaves is seen', () => {
	test.each<[string, Omit<PlannedAnswer, 'path'>]>([
		['while the answer is delayed', { delayMs: 60_000 }],
		['while the answer is stalled', { stall: 'before-answer' }],
		['while the hang-up is delayed', { delayMs: 60_000, hangUp: 'before-answer' }],
	])('%s', async (_, planned) => {
		await simulator.plan({ path: '/voices', ...planned });
		await leave();
		expect(await untilGone()).toMatchObject({ complete: true, status: null });
	});

	test.each<[string, Omit<PlannedAnswer, 'path'>]>([
		['while the answer is stalled in its middle', { stall: 'mid-answer' }],
		['while the answer drips', { dripMs: 60_000 }],
	])('%s', async (_, planned) => {
		await simulator.plan({ path: '/voices', ...planned });
		await leave(untilAnswerBegins);
		expect(await untilGone()).toMatchObject({ complete: true, status: 200 });
	});

	test('while a list is slow', async () => {
		await simulator.settings({ slowListMs: 500 } satisfies Partial<Settings>);
		await leave();
		expect(await untilGone()).toMatchObject({ complete: true, status: null });
		await wait(600);
		expect(await simulator.requests()).toMatchObject([{ aborted: true, status: null }]);
	});
});

describe('a client that stays is not taken for one that left', () => {
	test('when it gets its answer', async () => {
		await simulator.plan({ path: '/voices', delayMs: 50, dripMs: 5 });
		await listVoices();
		await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
		await listVoices();
		const requests = await simulator.requests();
		expect(requests.map(({ aborted }) => aborted)).toEqual([false, false, false]);
	});

	test.each(['before-answer', 'mid-answer', 'mid-upload'] as const)(
		'when the simulator breaks the connection: %s',
		async (hangUp) => {
			await simulator.plan({ path: '/voices', hangUp });
			await expect(listVoices()).rejects.toThrow();
			await wait(50);
			expect(await simulator.requests()).toMatchObject([{ aborted: false }]);
		},
	);

	test('when the simulator refuses connections', async () => {
		await simulator.plan({ path: '/voices', stall: 'before-answer' });
		const broken = expect(listVoices()).rejects.toThrow();
		await firstRequestOnce(simulator, ({ endedAt }) => endedAt !== null);
		await simulator.refuse(1);
		await broken;
		expect(await simulator.requests()).toMatchObject([{ aborted: false }]);
	});
});

test('the end of a body is recorded, and is not that of the answer', async () => {
	await simulator.plan({ path: '/voices/clone', delayMs: 300 });
	const before = Date.now();
	await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	const after = Date.now();
	const [request] = await simulator.requests();
	expect(request?.receivedAt).toBeGreaterThanOrEqual(before);
	expect(request?.endedAt).toBeGreaterThanOrEqual(request?.receivedAt ?? Infinity);
	expect(request?.endedAt).toBeLessThanOrEqual(after - 290);
});

test('a body that is still on its way has no end', async () => {
	let body: ReadableStreamDefaultController<Uint8Array> | undefined;
	const stream = new ReadableStream<Uint8Array>({
		start: (controller) => void (body = controller),
	});
	const call = fetch(`${simulator.baseUrl}/tts`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.apiKey}`,
			'content-type': 'application/json',
		},
		body: stream,
		duplex: 'half',
	} as RequestInit);
	body?.enqueue(new TextEncoder().encode('{"text":'));
	const request = await firstRequestOnce(simulator, ({ bytesReceived }) => bytesReceived === 8);
	expect(request).toMatchObject({ complete: false, endedAt: null, aborted: false });
	body?.enqueue(new TextEncoder().encode('"a"}'));
	body?.close();
	await (await call).text();
	expect(await simulator.requests()).toMatchObject([
		{ complete: true, endedAt: expect.any(Number) as unknown },
	]);
});
