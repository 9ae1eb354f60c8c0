import { describe, expect, test } from '@jest/globals';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning } from './support/clone.mts';
import {
	errorOf,
	itemWithFile,
	runNode,
	useBinaryStore,
	type Execution,
} from './support/execution.mts';
import { SPEED, useFastClock } from './support/fastClock.mts';

/** What is sent again, when, and what is not. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();

const clones = '/voices/clone';
const requestsTo = async (path: string) =>
	(await simulator.requests()).filter((request) => request.path === path);

function listing(options = {}): Execution {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: { resource: 'voice', operation: 'getAll', returnAll: true, filters: {}, options },
	};
}

async function cloningOne(options = {}): Promise<Execution> {
	return { ...cloning(simulator, { options }), items: [await itemWithFile(bytes)] };
}

describe('a list', () => {
	test.each([
		[{}, 3],
		[{ maxTries: 1 }, 1],
		[{ maxTries: 2 }, 2],
	])('is given up after the tries that the user allows (%j: %d)', async (options, tries) => {
		await simulator.plan({ path: '/voices', status: 500, times: 9 });
		const error = await errorOf(listing(options));
		expect(await requestsTo('/voices')).toHaveLength(tries);
		if (tries > 1) expect(error.description).toMatch(new RegExp(`Tried ${tries} times\\.$`));
		else expect(error.description).not.toContain('Tried');
	});
});

describe('Retry-After', () => {
	test('of a 429 makes all uploads of the execution wait', async () => {
		const items = await Promise.all(Array.from({ length: 6 }, () => itemWithFile(bytes)));
		await simulator.plan({ path: clones, status: 429, headers: { 'retry-after': '10' } });
		await simulator.plan({ path: clones, delayMs: 300, times: 1 });
		await runNode({ ...cloning(simulator, { options: { maxConcurrency: 2 } }), items });
		const [refused, underWay, ...later] = await requestsTo(clones);
		expect([refused?.status, underWay?.status].sort()).toEqual([200, 429]);
		const begin = Math.min(...later.map(({ receivedAt }) => receivedAt));
		expect((begin - (refused?.receivedAt ?? 0)) * SPEED).toBeGreaterThanOrEqual(9900);
		expect(later).toHaveLength(5);
	});

	test('is not waited for once the user has stopped the execution', async () => {
		const stop = new AbortController();
		await simulator.plan({ path: clones, status: 429, headers: { 'retry-after': '50' } });
		const running = errorOf({ ...(await cloningOne()), signal: stop.signal });
		while ((await requestsTo(clones))[0]?.status !== 429) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		const begin = Date.now();
		stop.abort();
		const error = await running;
		expect(Date.now() - begin).toBeLessThan(1000);
		expect(error.description).toContain('This item was not sent.');
	});
});

describe('the time-out', () => {
	test('ends a request whose answer drips, and the voice may exist', async () => {
		await simulator.plan({ path: clones, dripMs: 500 });
		const begin = Date.now();
		const error = await errorOf(await cloningOne({ timeout: 1 }));
		expect(Date.now() - begin).toBeLessThan(3000);
		expect(error.message).toBe('Vogent did not answer within 1 second [item 0]');
		expect(error.description).toMatch(/^The voice may still have been created/);
		expect(error.context.mayExist).toBe(true);
		expect(await requestsTo(clones)).toHaveLength(1);
	});
});

test.each([0, 11, 1.5, 'no'])('%j tries are refused', async (maxTries) => {
	const error = await errorOf(await cloningOne({ maxTries }));
	expect(error.message).toBe(
		'"Max Tries per Request" must be a whole number from 1 to 10 [item 0]',
	);
	expect(await simulator.requests()).toEqual([]);
});
