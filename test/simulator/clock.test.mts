import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { getDial, placeCall } from './calls.mts';
import type { Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import type { Heard, Listener } from './webhooks/listener.mts';
import { startListener } from './webhooks/listener.mts';

let simulator: Simulator;
let listener: Listener;

useSimulator((started) => (simulator = started));
beforeEach(async () => {
	listener = await startListener();
});
afterEach(async () => await listener.stop());

async function place(): Promise<string> {
	return (await placeCall(simulator, { webhookUrl: listener.url })).dialId;
}

const statusOf = async (dialId: string) => (await getDial(simulator, dialId)).status;

const eventsOf = (heard: Heard[], dialId: string) =>
	heard.filter(({ json }) => json.payload?.dial_id === dialId).map(({ json }) => json.event);

test('time stands still by itself', async () => {
	const dialId = await place();
	await wait(200);
	expect(await statusOf(dialId)).toBe('queued');
	expect(listener.heard).toEqual([]);
});

test('calls go on side by side, each from when it was placed', async () => {
	const one = await place();
	await simulator.advance(2000);
	const other = await place();
	await simulator.advance(1000);
	expect([await statusOf(one), await statusOf(other)]).toEqual(['in-progress', 'ringing']);
	await simulator.advance(19_000);
	expect([await statusOf(one), await statusOf(other)]).toEqual(['completed', 'in-progress']);
});

test('two who advance the clock at the same time take turns', async () => {
	const dialId = await place();
	const [one, other] = await Promise.all([simulator.advance(22_000), simulator.advance(3000)]);
	expect(one.map(({ event }) => event).slice(0, 4)).toEqual([
		'dial.created',
		'dial.updated',
		'dial.updated',
		'dial.updated',
	]);
	expect(other.at(-1)?.event).toBe('dial.recording_created');
	expect(eventsOf(listener.heard, dialId)).toHaveLength(7);
});

test('a clock that runs by itself brings a call to its end, at the speed that is set', async () => {
	await simulator.settings({ clock: 'real', clockSpeed: 100 });
	const start = performance.now();
	const dialId = await place();
	while ((await getDial(simulator, dialId)).recordings === undefined) await wait(20);
	const took = performance.now() - start;
	expect(took).toBeGreaterThanOrEqual(240);
	expect(took).toBeLessThan(5000);
	await expect(simulator.advance(1)).rejects.toThrow(': 400 ');
});

test('a clock that runs by itself waits for no webhook, and yet tells each call in order', async () => {
	const slow = await startListener(async (_, response) => {
		await wait(100);
		response.end();
	});
	await simulator.settings({ clock: 'real', clockSpeed: 500 });
	const { dialId } = await placeCall(simulator, { webhookUrl: slow.url });
	while ((await getDial(simulator, dialId)).recordings === undefined) await wait(5);
	expect(slow.heard.length).toBeLessThan(7);
	while (slow.heard.length < 7) await wait(20);
	expect(eventsOf(slow.heard, dialId)).toEqual([
		'dial.created',
		'dial.updated',
		'dial.updated',
		'dial.updated',
		'dial.transcript',
		'dial.extractor',
		'dial.recording_created',
	]);
	await slow.stop();
});

test('a clock that ran by itself can be made to stand still, and a reset ends it too', async () => {
	await simulator.settings({ clock: 'real', clockSpeed: 10 });
	const dialId = await place();
	while ((await statusOf(dialId)) !== 'ringing') await wait(5);
	await simulator.settings({ clock: 'manual' });
	await wait(300);
	expect(await statusOf(dialId)).toBe('ringing');
	await simulator.advance(2000);
	expect(await statusOf(dialId)).toBe('in-progress');
	await simulator.settings({ clock: 'real', clockSpeed: 1000 });
	await simulator.reset();
	// What was on its way at the reset may still arrive.
	await wait(100);
	const count = listener.heard.length;
	await wait(300);
	expect(listener.heard).toHaveLength(count);
	expect(await simulator.calls()).toEqual([]);
	expect(await simulator.deliveries()).toEqual([]);
});
