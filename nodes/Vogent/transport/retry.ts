const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Below 500: "see the result there", too slow, already under way, closed by the client. */
const OUTCOME_UNKNOWN = [303, 408, 409, 499];

/** What a failure says about trying again. */
export interface Outcome {
	/** Whether the service may have acted all the same. */
	outcomeUnknown: boolean;
	/** Whether the same request may succeed a moment later. */
	isTransient: boolean;
	/** How long the service asks to wait. */
	retryAfterMs?: number;
}

/** The tries of a request, when one has failed. */
export interface Attempts {
	/** Whether sending it twice could create or cost something twice. */
	onlyOnce: boolean;
	/** At least 1. */
	failed: number;
	left: number;
	/** From 0 to 1. */
	random: number;
}

/** Whether to try again, and how long to leave the service alone in any case. */
export interface RetryDecision {
	isRetried: boolean;
	delayMs: number;
}

/** The outcome for any status but 2xx. API page: "Error handling". */
export function outcomeOfStatus(status: number): Outcome {
	return {
		outcomeUnknown: (status >= 500 && status !== 503) || OUTCOME_UNKNOWN.includes(status),
		isTransient: status >= 500 || status === 408 || status === 429,
	};
}

/** The one decision about retries; the pace of all requests is the throttle's. API page: "Rate limits". */
export function decideRetry(
	{ outcomeUnknown, isTransient, retryAfterMs }: Outcome,
	{ onlyOnce, failed, left, random }: Attempts,
): RetryDecision {
	return {
		isRetried: left > 0 && isTransient && !(onlyOnce && outcomeUnknown),
		delayMs: retryAfterMs ?? backoff(failed, random),
	};
}

/** Exponential; half of it is random, so that many clients do not come back at once. */
function backoff(failed: number, random: number): number {
	const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failed - 1));
	return Math.round(full * (0.5 + random / 2));
}

/** Reads a `Retry-After` header, in seconds or as a date: milliseconds from `now`, at most a minute. */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const text = header.trim();
	// Date.parse() would read a number as a year.
	const asked = /^[\d.+-]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
	if (Number.isNaN(asked)) return undefined;
	return Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, Math.round(asked)));
}
