const FIRST_WAIT_MS = 1000;
const LONGEST_BACKOFF_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * How long to wait after so many failed tries (1 or more), in milliseconds: doubled each time, at most 30 seconds, and
 * between half of that and all of it, so that many clients do not come back at once. `random` is from 0 to 1.
 * API page: "Rate limits" (exponential back-off).
 */
export function backoff(failedTries: number, random: number): number {
	const full = Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS * 2 ** (failedTries - 1));
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
