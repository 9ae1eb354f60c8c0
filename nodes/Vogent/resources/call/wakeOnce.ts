/** Longer than an event that came before the execution went on can still be looking at its calls. */
const REMEMBERED_MS = 120_000;

/** Calls whose execution goes on, each with the time until which that is remembered. */
const awake = new Map<string, number>();

/**
 * Whether an execution that waits for this call may go on: the first time yes, then no for two minutes. Older versions
 * of n8n would go on twice where two events come at the same moment.
 */
export function mayGoOn(dialId: string): boolean {
	const now = performance.now();
	for (const [known, until] of awake) if (until <= now) awake.delete(known);
	if (awake.has(dialId)) return false;
	awake.set(dialId, now + REMEMBERED_MS);
	return true;
}
