import { expect, test } from '@jest/globals';
import { callApi, cloneForm, firstRequestOnce } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const listVoices = () => callApi(simulator, 'GET', '/voices');
const clone = () => callApi(simulator, 'POST', '/voices/clone', { body: cloneForm() });
const agent = (id: number) => callApi(simulator, 'GET', `/agents/${id}`);

const times = (count: number, call: () => Promise<unknown>) => Array.from({ length: count }, call);

test('with no request, none was under way', async () => {
	expect(await simulator.maxConcurrency()).toBe(0);
	expect(await simulator.maxConcurrency('/voices')).toBe(0);
});

test('requests one after the other are one at once, however many', async () => {
	for (let count = 0; count < 30; count++) await listVoices();
	await clone();
	expect(await simulator.maxConcurrency()).toBe(1);
});

test('requests at once are counted, by path and in all', async () => {
	for (const path of ['/voices', '/voices/clone', '/agents/{id}']) {
		await simulator.plan({ path, delayMs: 500, times: 5 });
	}
	await Promise.all([...times(3, listVoices), ...times(4, clone), agent(1), agent(2)]);
	await Promise.all(times(2, clone));
	expect(await simulator.maxConcurrency('/voices')).toBe(3);
	expect(await simulator.maxConcurrency('/voices/clone')).toBe(4);
	expect(await simulator.maxConcurrency('/agents/{id}')).toBe(2);
	expect(await simulator.maxConcurrency('/agents/1')).toBe(1);
	expect(await simulator.maxConcurrency('/agents')).toBe(0);
	expect(await simulator.maxConcurrency()).toBe(9);
});

test('requests broken off are over', async () => {
	await simulator.plan({ path: '/voices', hangUp: 'before-answer' });
	await simulator.plan({ path: '/voices', hangUp: 'mid-answer' });
	await simulator.plan({ path: '/voices', hangUp: 'mid-upload' });
	for (let count = 0; count < 3; count++) await expect(listVoices()).rejects.toThrow();
	await listVoices();
	expect(await simulator.maxConcurrency()).toBe(1);
});

test('a request that goes on over a reset is not counted after it', async () => {
	await simulator.plan({ path: '/voices', delayMs: 300 });
	const late = listVoices();
	await firstRequestOnce(simulator, ({ endedAt }) => endedAt !== null);
	await simulator.reset();
	await clone();
	expect((await late).status).toBe(200);
	await simulator.plan({ path: '/voices/clone', delayMs: 300, times: 2 });
	await Promise.all(times(2, clone));
	expect(await simulator.maxConcurrency('/voices')).toBe(0);
	expect(await simulator.maxConcurrency()).toBe(2);
});

test('forgetting the requests does not forget how many there were at once', async () => {
	await listVoices();
	await simulator.clearRequests();
	expect(await simulator.maxConcurrency()).toBe(1);
});

test('a path that is none is refused', async () => {
	await expect(simulator.maxConcurrency('voices')).rejects.toThrow(': 400 ');
});
