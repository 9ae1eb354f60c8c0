const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Statuses below 500 after which it may be done: "see the result there", too slow, already under way, broken off. */
const OUTCOME_UNKNOWN = [303, 408, 409, 499];

/** What the failure of a request tells about sending it again. */
export interface Outcome {
	/** Whether the service may have done what was asked all the same. */
	outcomeUnknown: boolean;
	/** Whether the same request may well succeed a moment later. */
	isTransient: boolean;
	/** How long the service asks to be left alone, in milliseconds. */
	retryAfterMs?: number;
}

/** What is known about a request when one of its tries has failed. */
export interface Attempts {
	/** Whether doing it twice would create something twice, or cost twice. */
	onlyOnce: boolean;
	/** How many tries have failed, 1 or more. */
	failed: number;
	/** How many are left. */
	left: number;
	/** From 0 to 1: spreads the tries of many clients. */
	random: number;
}

/** Whether a request is sent again, and for how long the service is left alone in any case. */
export interface RetryDecision {
	isRetried: boolean;
	delayMs: number;
}

/** What an answer with a status other than 2xx tells. API page: "Error handling". */
export function outcomeOfStatus(status: number): Outcome {
	return {
		outcomeUnknown: (status >= 500 && status !== 503) || OUTCOME_UNKNOWN.includes(status),
		isTransient: status >= 500 || status === 408 || status === 429,
	};
}

/**
 * The one decision about retries. Waits as long as the service asks, or else with exponential back-off.
 * API page: "Rate limits".
 */
export function decideRetry(
	{ outcomeUnknown, isTransient, retryAfterMs }: Outcome,
	{ onlyOnce, failed, left, random }: Attempts,
): RetryDecision {
	return {
		isRetried: left > 0 && isTransient && !(onlyOnce && outcomeUnknown),
		delayMs: retryAfterMs ?? backoff(failed, random),
	};
}

/** Doubled each time up to 30 seconds; half of it is random, so that many clients do not come back at once. */
function backoff(failed: number, random: number): number {
	const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failed - 1));
	return Math.round(full * (0.5 + random / 2));
}

/**
 * What a `Retry-After` header asks for, in milliseconds from `now`, at most 60 seconds; undefined if there is none or it
 * cannot be read. It holds seconds or a date.
 */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const text = header.trim();
	// Date.parse() would take a number for a year.
	const asked = /^[\d.+-]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	if (Number.isNaN(asked)) return undefined;
	return Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, Math.round(asked)));
}
