import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { callApi, cloneForm } from './calls.mts';
import { launchSimulator } from './client.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

/** Tries a connection of its own, as fetch may reuse one; gives the code of the error, null for none. */
async function errorOfConnection(baseUrl = simulator.baseUrl): Promise<string | null> {
	const socket = connect(Number(new URL(baseUrl).port), '127.0.0.1');
	const outcome = await Promise.race([
		once(socket, 'connect').then(() => null),
		new Promise<string>((resolve) => {
			socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
		}),
	]);
	socket.destroy();
	return outcome;
}

/** Gives how many milliseconds after `start` the API takes connections again. */
async function openAgainAfter(start: number): Promise<number> {
	while ((await errorOfConnection()) !== null) await wait(20);
	return performance.now() - start;
}

test('the API refuses connections for as long as asked, and then knows all it knew', async () => {
	await callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
	const start = performance.now();
	await simulator.refuse(500);
	await expect(callApi(simulator, 'GET', '/voices')).rejects.toMatchObject({
		cause: { code: 'ECONNREFUSED' },
	});
	expect(await errorOfConnection()).toBe('ECONNREFUSED');
	expect(await simulator.requests()).toHaveLength(1);
	const took = await openAgainAfter(start);
	expect(took).toBeGreaterThanOrEqual(490);
	expect(took).toBeLessThan(5000);

	const { status, body } = await callApi(simulator, 'GET', '/voices?name=zoë');
	expect(status).toBe(200);
	expect(body).toMatchObject({ voices: [{ name: 'Zoë' }] });
	expect(await simulator.requests()).toHaveLength(2);
});

test('what is under way is broken off, and so are idle connections', async () => {
	const idle = connect(Number(new URL(simulator.baseUrl).port), '127.0.0.1');
	await once(idle, 'connect');
	const closed = once(idle, 'close');
	await simulator.plan({ path: '/voices', delayMs: 60_000 });
	const outcome = callApi(simulator, 'GET', '/voices').then(
		() => 'answered',
		(error: { cause?: { code?: string } }) => error.cause?.code,
	);
	while ((await simulator.requests()).length === 0) await wait(20);
	await simulator.refuse(100);
	expect(await outcome).toBe('ECONNRESET');
	await closed;
});

test.each([
	[200, 600],
	[600, 200],
])('a refusal of %d ms and one of %d at once last as long as the longer', async (one, other) => {
	const start = performance.now();
	await simulator.refuse(one);
	await simulator.refuse(other);
	const took = await openAgainAfter(start);
	expect(took).toBeGreaterThanOrEqual(590);
	expect(took).toBeLessThan(5000);
});

test('it can refuse again right after it opened, many times', async () => {
	for (let times = 0; times < 20; times++) {
		await simulator.refuse(1);
		await openAgainAfter(performance.now());
		expect((await callApi(simulator, 'GET', '/voices')).status).toBe(200);
	}
	await Promise.all(Array.from({ length: 20 }, () => simulator.refuse(1)));
	await openAgainAfter(performance.now());
});

test('a reset ends a refusal', async () => {
	await simulator.refuse(60_000);
	await simulator.reset();
	expect(await errorOfConnection()).toBeNull();
});

test('it can be stopped while it refuses', async () => {
	const other = await launchSimulator();
	await other.refuse(60_000);
	const start = performance.now();
	await other.stop();
	expect(performance.now() - start).toBeLessThan(4000);
	expect(await errorOfConnection(other.baseUrl)).toBe('ECONNREFUSED');
});

test.each([0, -1, 1.5])('a refusal of %d ms is none', async (ms) => {
	await expect(simulator.refuse(ms)).rejects.toThrow(': 400 ');
});
