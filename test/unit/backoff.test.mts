import { describe, expect, test } from '@jest/globals';

import { abortableSleep, Throttle } from '../../nodes/Vogent/transport/throttle.ts';
import { backoff, readRetryAfter } from '../../nodes/Vogent/transport/backoff.ts';
import { withoutWaiting } from './support/item.mts';

describe('the back-off', () => {
	test.each([
		[1, 500, 1000],
		[2, 1000, 2000],
		[3, 2000, 4000],
		[5, 8000, 16_000],
		[6, 15_000, 30_000],
		[10, 15_000, 30_000],
	])('after %d failed tries is from %d to %d ms', (failedTries, least, most) => {
		expect(backoff(failedTries, 0)).toBe(least);
		expect(backoff(failedTries, 0.5)).toBe((least + most) / 2);
		expect(backoff(failedTries, 1)).toBe(most);
	});

	test('is a whole number of milliseconds', () => {
		expect(backoff(1, 0.1234567)).toBe(562);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

	test.each([
		['0', 0],
		['2', 2000],
		[' 2 ', 2000],
		['12', 12_000],
		['1.5', 1500],
		['0.0004', 0],
		['+3', 3000],
		['-3', 0],
		['61', 60_000],
		['99999999999', 60_000],
		['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
		['Wed, 21 Oct 2026 07:27:00 GMT', 0],
		['Wed, 21 Oct 2026 07:28:20 +0000', 20_000],
		['2026-10-21T07:28:10Z', 10_000],
		['Thu, 22 Oct 2026 07:28:00 GMT', 60_000],
	])('%j means %d ms', (header, milliseconds) => {
		expect(readRetryAfter(header, now)).toBe(milliseconds);
	});

	test.each([undefined, null, 5, ['1'], '', '  ', 'soon', '1.2.3', '1-2', '2 seconds or so'])(
		'%j cannot be read',
		(header) => {
			expect(readRetryAfter(header, now)).toBeUndefined();
		},
	);
});

describe('a pause', () => {
	test.each([0, -5])('of %d ms is none', async (milliseconds) => {
		const { waited } = await withoutWaiting(
			async () => await abortableSleep(milliseconds, undefined),
		);
		expect(waited).toBe(0);
	});

	test.each([1, 99, 100, 101, 250])('of %d ms is exactly that', async (milliseconds) => {
		const { waited } = await withoutWaiting(
			async () => await abortableSleep(milliseconds, undefined),
		);
		expect(waited).toBe(milliseconds);
	});

	test('is not begun once the user has stopped', async () => {
		const { waited } = await withoutWaiting(
			async () => await abortableSleep(500, AbortSignal.abort()),
		);
		expect(waited).toBe(0);
	});

	test('ends within a tenth of a second when the user stops', async () => {
		const stop = new AbortController();
		const { waited } = await withoutWaiting(async () => {
			setImmediate(() => stop.abort());
			await abortableSleep(60_000, stop.signal);
		});
		expect(waited).toBeLessThan(60_000);
	});
});

describe('the throttle', () => {
	const waitOf = async (run: (throttle: Throttle) => Promise<void>) =>
		(await withoutWaiting(async () => await run(new Throttle()))).waited;

	test('lets requests start at once', async () => {
		expect(await waitOf(async (throttle) => await throttle.wait(undefined))).toBe(0);
	});

	test('lets them wait as long as was asked for, once', async () => {
		const waited = await waitOf(async (throttle) => {
			throttle.slowDown(700);
			await throttle.wait(undefined);
			await throttle.wait(undefined);
		});
		expect(waited).toBe(700);
	});

	test('keeps to the longest of what was asked for', async () => {
		const waited = await waitOf(async (throttle) => {
			throttle.slowDown(700);
			throttle.slowDown(200);
			await throttle.wait(undefined);
		});
		expect(waited).toBe(700);
	});

	test('waits on, in steps of a tenth of a second, where it is slowed down again meanwhile', async () => {
		const waited = await waitOf(async (throttle) => {
			throttle.slowDown(300);
			const waiting = throttle.wait(undefined);
			throttle.slowDown(900);
			await waiting;
		});
		expect(waited).toBe(1000);
	});

	test('does not wait once the user has stopped', async () => {
		const waited = await waitOf(async (throttle) => {
			throttle.slowDown(700);
			await throttle.wait(AbortSignal.abort());
		});
		expect(waited).toBe(0);
	});
});
