import { describe, expect, test } from '@jest/globals';

import {
	decideRetry,
	outcomeOfStatus,
	readRetryAfter,
} from '../../nodes/Vogent/transport/retry.ts';

const LOST = { outcomeUnknown: true, isTransient: true };
const NOT_SENT = { outcomeUnknown: false, isTransient: true };
const STOPPED = { outcomeUnknown: true, isTransient: false };
const BAD_FILE = { outcomeUnknown: false, isTransient: false };

describe('whether a request that failed is sent again', () => {
	test.each([
		// what came of it, one that only reads, one that creates or costs
		[302, false, false],
		[303, false, false],
		[400, false, false],
		[401, false, false],
		[404, false, false],
		[408, true, false],
		[409, false, false],
		[422, false, false],
		[429, true, true],
		[498, false, false],
		[499, false, false],
		[500, true, false],
		[501, true, false],
		[502, true, false],
		[503, true, true],
		[504, true, false],
		[599, true, false],
		[LOST, true, false],
		[NOT_SENT, true, true],
		[STOPPED, false, false],
		[BAD_FILE, false, false],
	] as const)('after %j: %s where it only reads, else %s', (came, reading, creating) => {
		const outcome = typeof came === 'number' ? outcomeOfStatus(came) : came;
		const decide = (onlyOnce: boolean, left: number) =>
			decideRetry(outcome, { onlyOnce, failed: 1, left, random: 0 }).isRetried;
		expect([decide(false, 1), decide(true, 1)]).toEqual([reading, creating]);
		expect([decide(false, 0), decide(true, 0)]).toEqual([false, false]);
	});

	test.each([303, 408, 409, 499, 500, 501, 502, 504, 599])(
		'after %d it may be done all the same',
		(status) => {
			expect(outcomeOfStatus(status).outcomeUnknown).toBe(true);
		},
	);

	test.each([302, 400, 401, 404, 422, 429, 498, 503])('after %d it is not done', (status) => {
		expect(outcomeOfStatus(status).outcomeUnknown).toBe(false);
	});
});

describe('for how long the service is left alone', () => {
	const delay = (failed: number, random: number, retryAfterMs?: number, left = 1) =>
		decideRetry({ ...LOST, retryAfterMs }, { onlyOnce: false, failed, left, random }).delayMs;

	test.each([
		[1, 500, 1000],
		[2, 1000, 2000],
		[3, 2000, 4000],
		[5, 8000, 16_000],
		[6, 15_000, 30_000],
		[10, 15_000, 30_000],
	])('after %d failed tries: from %d to %d ms', (failed, least, most) => {
		expect(delay(failed, 0)).toBe(least);
		expect(delay(failed, 0.5)).toBe((least + most) / 2);
		expect(delay(failed, 1)).toBe(most);
	});

	test('a whole number of milliseconds', () => {
		expect(delay(1, 0.1234567)).toBe(562);
	});

	test.each([0, 7000])('as long as it asks for: %d ms', (asked) => {
		expect(delay(3, 0.5, asked)).toBe(asked);
	});

	test('also where the request is given up: others may follow', () => {
		expect([delay(1, 0, 7000, 0), delay(1, 0, undefined, 0)]).toEqual([7000, 500]);
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
