import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { pollByName } from '../../nodes/Vogent/execution/findNamed.ts';
import { abortableSleep, Throttle } from '../../nodes/Vogent/transport/throttle.ts';
import {
	sendRequest,
	withRetries,
	type ApiRequest,
	type RetryBudget,
} from '../../nodes/Vogent/transport/request.ts';
import { useService, type Answer } from '../support/service.mts';
import { itemRunOf, useContexts, withoutWaiting } from './support/item.mts';

useContexts();

const service = useService();

beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const list: ApiRequest = { method: 'GET', path: '/voices' };
const create: ApiRequest = { method: 'POST', path: '/things', creates: 'thing' };

/** Sends a request to a service with these answers; gives what came of it, and the times between the requests. */
async function send(request: ApiRequest, answers: Answer[], maxTries = 3) {
	service.answers.push(...answers, { body: { id: 'a' } });
	const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries } });
	const log = jest.fn();
	const logger = { value: { ...item.context.logger, debug: log } };
	const context = Object.create(item.context, { logger }) as typeof item.context;
	const { result } = await withoutWaiting(
		async () => await sendRequest({ ...item, context }, request),
	);
	const times = service.requests.map(({ at }) => at);
	const lines = log.mock.calls.map(([line]) => line);
	return { result, waits: times.slice(1).map((time, index) => time - (times[index] ?? 0)), lines };
}

const done = { answer: { id: 'a' } };

describe('a request that reads is sent again', () => {
	test.each([{ status: 500 }, { status: 429 }, { trouble: 'lost' as const }])(
		'after %j',
		async (answer) => {
			expect(await send(list, [answer])).toMatchObject({ result: done, waits: [750] });
		},
	);

	test('as often as the user allows, after longer and longer waits', async () => {
		const failing = Array.from({ length: 5 }, () => ({ status: 500 }));
		const { result, waits } = await send(list, failing, 4);
		expect(waits).toEqual([750, 1500, 3000]);
		expect(result).toMatchObject({ failure: { reason: 'HTTP 500', isTransient: true } });
		expect('failure' in result && result.failure.error.description).toMatch(
			/^The problem is at Vogent\. Try again later\. \(.*\) Tried 4 times\.$/,
		);
	});

	test('not where the user allows one try', async () => {
		const { result, waits } = await send(list, [{ status: 500 }], 1);
		expect(waits).toEqual([]);
		expect('failure' in result && result.failure.error.description).toMatch(/voices\)$/);
	});

	test.each([{ status: 400 }, { body: '[]' }])('not after %j', async (answer) => {
		const { result, waits } = await send(list, [answer]);
		expect(waits).toEqual([]);
		expect(result).toMatchObject({ failure: { isTransient: false } });
	});
});

test('a request that costs is not sent again after a 500, as one that creates', async () => {
	const { result, waits } = await send({ ...list, costs: true }, [{ status: 500 }]);
	expect(waits).toEqual([]);
	expect(result).toMatchObject({ failure: { reason: 'HTTP 500' } });
});

describe('a request that creates', () => {
	test.each([429, 503])('is sent again after %d', async (status) => {
		expect(await send(create, [{ status }])).toMatchObject({ result: done, waits: [750] });
	});

	test.each([{ status: 500 }, { trouble: 'lost' as const }])(
		'is not sent again after %j',
		async (answer) => {
			const { result, waits } = await send(create, [answer]);
			expect(waits).toEqual([]);
			expect(result).toMatchObject({ failure: { outcomeUnknown: true } });
		},
	);

	test('is sent again where nothing could be sent', async () => {
		const item = await itemRunOf({ baseUrl: 'http://127.0.0.1:9/api' });
		const { result, waited } = await withoutWaiting(async () => await sendRequest(item, create));
		expect(waited).toBe(750 + 1500);
		expect(result).toMatchObject({
			failure: {
				outcomeUnknown: false,
				reason: 'ECONNREFUSED',
				error: { description: expect.stringMatching(/^Nothing was sent.* Tried 3 times\.$/) },
			},
		});
	});
});

describe('the wait', () => {
	test.each([
		['7', 7000],
		['0', 0],
		['3600', 60_000],
	])('is what the service asks for: %s', async (seconds, wait) => {
		for (const status of [429, 503]) {
			service.reset();
			const answer = { status, headers: { 'retry-after': seconds } };
			expect(await send(list, [answer])).toMatchObject({ result: done, waits: [wait] });
		}
	});

	test('after a 429 holds for all requests of the execution, also after the last try', async () => {
		service.answers.push({ status: 429, headers: { 'retry-after': '5' } }, { body: {} });
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries: 1 } });
		const { waited } = await withoutWaiting(async () => {
			await sendRequest(item, list);
			await sendRequest(item, list);
		});
		expect(waited).toBe(5000);
	});

	test('after another failure holds for this request alone', async () => {
		service.answers.push({ status: 503, headers: { 'retry-after': '5' } }, { body: {} });
		const item = await itemRunOf({ baseUrl: service.baseUrl, settings: { maxTries: 1 } });
		const { waited } = await withoutWaiting(async () => {
			await sendRequest(item, list);
			await sendRequest(item, list);
		});
		expect(waited).toBe(0);
	});

	test.each([429, 503])('after a %d ends when the user stops', async (status) => {
		const stop = new AbortController();
		service.answers.push({ status, headers: { 'retry-after': '50' } });
		service.onRequest = () => setTimeout(() => stop.abort(), 150);
		const item = await itemRunOf({ baseUrl: service.baseUrl, signal: stop.signal });
		const start = Date.now();
		const sent = await sendRequest(item, list).catch((error: unknown) => error);
		expect(Date.now() - start).toBeLessThan(2000);
		expect(service.requests).toHaveLength(1);
		expect(sent).toMatchObject(
			status === 429
				? { message: 'The execution was stopped', description: 'This item was not sent.' }
				: { failure: { reason: 'HTTP 503' } },
		);
	});
});

test.each<[string, () => Promise<unknown>]>([
	['a wait', async () => await abortableSleep(150, undefined)],
	[
		'a throttle',
		async () => {
			const throttle = new Throttle();
			throttle.slowDown(150);
			await throttle.wait(undefined);
		},
	],
	['a search', async () => await pollByName(await itemRunOf(), () => Promise.resolve([]), 0.15)],
])('%s takes no longer where the clock is set back meanwhile', async (_, wait) => {
	const { now } = Date;
	jest
		.spyOn(Date, 'now')
		.mockImplementationOnce(now)
		.mockImplementation(() => now() - 60_000);
	const start = performance.now();
	await wait();
	expect(performance.now() - start).toBeLessThan(1000);
});

describe('tries', () => {
	test('can be shared by several requests', async () => {
		const budget: RetryBudget = { left: 3 };
		await send({ ...list, budget }, [{ status: 500 }]);
		expect(budget.left).toBe(1);
		service.reset();
		const { result, waits } = await send({ ...list, budget }, [{ status: 500 }]);
		expect(waits).toEqual([]);
		expect(result).toMatchObject({ failure: { reason: 'HTTP 500' } });
		expect(budget.left).toBe(0);
	});

	test.each([
		[true, { status: 500 }],
		[true, { trouble: 'lost' as const }],
		[undefined, { status: 429 }],
		[undefined, { status: 503 }],
	])('tell whether one may have been carried out: %s after %j', async (expected, answer) => {
		const budget: RetryBudget = { left: 3 };
		expect(await send({ ...list, budget }, [answer])).toMatchObject({ result: done });
		expect(budget.outcomeUnknown).toBe(expected);
	});

	test('leave a trail in the log', async () => {
		const { lines } = await send(list, [{ status: 500 }, { status: 429 }]);
		expect(lines).toEqual([
			'Vogent: item 0, try 1, GET /voices: HTTP 500, next try in 750 ms',
			'Vogent: item 0, try 2, GET /voices: HTTP 429, next try in 1500 ms',
			'Vogent: item 0, try 3, GET /voices: done',
		]);
		service.reset();
		expect((await send(list, [{ status: 400 }])).lines).toEqual([
			'Vogent: item 0, try 1, GET /voices: HTTP 400, given up',
		]);
	});

	test('name no address of a file in the log', async () => {
		const item = await itemRunOf({ baseUrl: service.baseUrl });
		const log = jest.spyOn(item.context.logger, 'debug');
		const urls: string[] = [];
		await withRetries(item, { method: 'GET' }, ({ url }) => {
			urls.push(url);
			return Promise.resolve({ answer: {} });
		});
		expect(urls).toEqual([service.baseUrl]);
		expect(log.mock.calls).toEqual([['Vogent: item 0, try 1, GET a file: done']]);
	});
});
