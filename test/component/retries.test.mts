import { describe, expect, test } from '@jest/globals';

import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning, sha256 } from './support/clone.mts';
import {
	errorOf,
	itemWithFile,
	runNode,
	useBinaryStore,
	useDebugLog,
	type Execution,
} from './support/execution.mts';

/** What is sent again, when, and what is not. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();
const log = useDebugLog();

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

const waits = (requests: Array<{ receivedAt: number }>) =>
	requests.slice(1).map(({ receivedAt }, index) => receivedAt - (requests[index]?.receivedAt ?? 0));

type Fault = Omit<PlannedAnswer, 'path'>;

describe('a list', () => {
	test.each<[string, Fault]>([
		['429', { status: 429, headers: { 'retry-after': '0' } }],
		['500', { status: 500 }],
		['502', { status: 502, body: '<html>Bad gateway</html>' }],
		['503', { status: 503, headers: { 'retry-after': '0' } }],
		['504', { status: 504 }],
		['a lost connection', { hangUp: 'before-answer' }],
		['an answer that broke off', { hangUp: 'mid-answer' }],
	])('is read again after %s', async (_, fault) => {
		await simulator.plan({ path: '/voices', ...fault });
		const { output } = await runNode(listing());
		expect(output).toHaveLength((await simulator.voices()).length);
		expect(await requestsTo('/voices')).toHaveLength(2);
	});

	test.each([400, 401, 403, 404, 409, 413, 422, 302])(
		'is not read again after %d',
		async (status) => {
			await simulator.plan({ path: '/voices', status });
			const error = await errorOf(listing());
			expect(error.httpCode).toBe(String(status));
			expect(error.description).not.toContain('Tried');
			expect(await requestsTo('/voices')).toHaveLength(1);
		},
	);

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

	test('waits longer each time', async () => {
		await simulator.plan({ path: '/voices', status: 500, times: 2 });
		await runNode(listing());
		const [first = 0, second = 0] = waits(await requestsTo('/voices'));
		expect(first).toBeGreaterThanOrEqual(480);
		expect(second).toBeGreaterThanOrEqual(980);
	});
});

describe('a clone', () => {
	test.each<[string, Fault]>([
		['429', { status: 429, headers: { 'retry-after': '0' } }],
		['503', { status: 503, headers: { 'retry-after': '0' } }],
	])('is sent again after %s, the clip read anew', async (_, fault) => {
		await simulator.plan({ path: clones, times: 2, ...fault });
		await runNode(await cloningOne());
		const uploads = await requestsTo(clones);
		expect(uploads.map(({ status }) => status)).toEqual([fault.status, fault.status, 200]);
		expect(uploads.map(({ parts }) => parts?.at(-1)?.sha256)).toEqual([sha256, sha256, sha256]);
	});

	test('is sent again after a connection that was refused', async () => {
		await simulator.refuse(300);
		await runNode(await cloningOne());
		expect(await requestsTo(clones)).toHaveLength(1);
		expect(log[0]).toMatch(/ECONNREFUSED, next try in \d+ ms$/);
	});

	test.each<[string, Fault]>([
		['500', { status: 500 }],
		['502', { status: 502 }],
		['504', { status: 504 }],
		['422', { status: 422 }],
		['a lost connection', { hangUp: 'before-answer' }],
		['a connection lost in the middle of the upload', { hangUp: 'mid-upload' }],
		['an answer without an ID', { status: 200, body: {} }],
	])('is not sent again after %s', async (_, fault) => {
		await simulator.plan({ path: clones, ...fault });
		await errorOf(await cloningOne());
		expect(await requestsTo(clones)).toHaveLength(1);
	});
});

describe('Retry-After', () => {
	const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
	test.each([
		['seconds', () => '1', 1000],
		// A date has no parts of a second, and some time goes by before it is read.
		['a date', () => inSeconds(3), 1000],
	])('in %s is obeyed', async (_, header, least) => {
		await simulator.plan({ path: clones, status: 503, headers: { 'retry-after': header() } });
		await runNode(await cloningOne());
		expect(waits(await requestsTo(clones))[0]).toBeGreaterThanOrEqual(least);
	});

	test('of a 429 makes all uploads of the execution wait', async () => {
		const items = await Promise.all(Array.from({ length: 6 }, () => itemWithFile(bytes)));
		await simulator.plan({ path: clones, status: 429, headers: { 'retry-after': '2' } });
		await simulator.plan({ path: clones, delayMs: 300, times: 1 });
		await runNode({ ...cloning(simulator, { options: { maxConcurrency: 2 } }), items });
		const [refused, underWay, ...later] = await requestsTo(clones);
		expect([refused?.status, underWay?.status].sort()).toEqual([200, 429]);
		const begin = Math.min(...later.map(({ receivedAt }) => receivedAt));
		expect(begin - (refused?.receivedAt ?? 0)).toBeGreaterThanOrEqual(1900);
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
	test.each<[string, Fault]>([
		['does not begin', { stall: 'before-answer', processFirst: true }],
		['does not end', { stall: 'mid-answer' }],
		['drips', { dripMs: 500 }],
	])('ends a request whose answer %s, and the voice may exist', async (_, fault) => {
		await simulator.plan({ path: clones, ...fault });
		const begin = Date.now();
		const error = await errorOf(await cloningOne({ timeout: 1 }));
		expect(Date.now() - begin).toBeLessThan(3000);
		expect(error.message).toBe('Vogent did not answer within 1 second [item 0]');
		expect(error.description).toMatch(/^The voice may still have been created/);
		expect(error.context.mayExist).toBe(true);
		expect(await requestsTo(clones)).toHaveLength(1);
	});

	test('lets a list be read again', async () => {
		await simulator.plan({ path: '/voices', stall: 'before-answer' });
		const { output } = await runNode(listing({ timeout: 1 }));
		expect(output.length).toBeGreaterThan(0);
	});
});

describe('the debug log', () => {
	test('has one line a try, and neither the key nor the clip', async () => {
		await simulator.plan({ path: clones, status: 503, headers: { 'retry-after': '1' } });
		await runNode(await cloningOne());
		expect(log).toEqual([
			'Vogent: item 0, try 1, POST /voices/clone: HTTP 503, next try in 1000 ms',
			'Vogent: item 0, try 2, POST /voices/clone: done',
		]);
	});

	test('says when a request is given up', async () => {
		await simulator.plan({ path: clones, status: 422, body: `bad ${simulator.apiKey}` });
		await errorOf(await cloningOne());
		expect(log).toEqual(['Vogent: item 0, try 1, POST /voices/clone: HTTP 422, given up']);
	});
});

test.each([0, 11, 1.5, 'no'])('%j tries are refused', async (maxTries) => {
	const error = await errorOf(await cloningOne({ maxTries }));
	expect(error.message).toBe(
		'"Max Tries per Request" must be a whole number from 1 to 10 [item 0]',
	);
	expect(await simulator.requests()).toEqual([]);
});
