import { afterAll, beforeAll, jest } from '@jest/globals';

/** How much faster than ours the clock of the node goes. */
export const SPEED = 20;

/** Whether a timer only ends a promise, as n8n's `sleep` has it. Jest and other packages have timers, too. */
export const isSleep = (task: () => void): boolean =>
	Function.prototype.toString.call(task).includes('[native');

/**
 * Gives a test file a clock by which pauses take a twentieth of their time, while requests take theirs: `performance`
 * and sleeps go by it, limits of time and `Date` do not.
 */
export function useFastClock(): void {
	const { setTimeout } = globalThis;
	const now = performance.now.bind(performance);
	beforeAll(() => {
		const start = now();
		performance.now = () => start + (now() - start) * SPEED;
		globalThis.setTimeout = ((task: () => void, milliseconds = 0, ...rest: []) =>
			setTimeout(
				task,
				isSleep(task) ? milliseconds / SPEED : milliseconds,
				...rest,
			)) as typeof setTimeout;
	});
	afterAll(() => {
		performance.now = now;
		globalThis.setTimeout = setTimeout;
	});
}

/** A time limit of so many minutes that is over when the test wants it, until its mocks are restored. */
export function limitOf(minutes: number): AbortController {
	const timeout = AbortSignal.timeout.bind(AbortSignal);
	const limit = new AbortController();
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((ms) => (ms === minutes * 60_000 ? limit.signal : timeout(ms)));
	return limit;
}
