/** Longer than n8n needs to note that an execution goes on, and so short that a later event mends a resume that failed. */
const CLAIMED_MS = 10_000;

/** Calls whose execution is being resumed, each with the time until which no other event may do so. */
const claims = new Map<string, number>();

/** Whether an event has just resumed the execution that waits for this call. */
export function isClaimed(dialId: string): boolean {
	const now = performance.now();
	for (const [known, until] of claims) if (until <= now) claims.delete(known);
	return claims.has(dialId);
}

/**
 * Whether the execution that waits for this call may be resumed now: of several events only the first may. n8n 1 would
 * run it twice.
 */
export function claimResume(dialId: string): boolean {
	if (isClaimed(dialId)) return false;
	claims.set(dialId, performance.now() + CLAIMED_MS);
	return true;
}
