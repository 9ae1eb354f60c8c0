import { describe, expect, test } from '@jest/globals';

import { abortableSleep, Throttle } from '../../nodes/Vogent/transport/throttle.ts';
import { withoutWaiting } from './support/item.mts';

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
