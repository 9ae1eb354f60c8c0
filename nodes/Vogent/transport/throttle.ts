import { sleep } from 'n8n-workflow';

const LONGEST_SLEEP_MS = 100;

/** Sleeps until then, or until the user stops the execution. */
export async function abortableSleep(
	milliseconds: number,
	stop: AbortSignal | undefined,
): Promise<void> {
	const end = performance.now() + milliseconds;
	// In small steps: n8n's sleep cannot be aborted.
	for (let left = milliseconds; left > 0 && !stop?.aborted; left = end - performance.now()) {
		await sleep(Math.min(left, LONGEST_SLEEP_MS));
	}
}

/** The pace of all requests of an execution: if the service slows one of them down, all wait. */
export class Throttle {
	private freeAt = 0;

	/** Lets no request start for that long. */
	slowDown(milliseconds: number): void {
		this.freeAt = Math.max(this.freeAt, performance.now() + milliseconds);
	}

	/** Waits until requests may start, or the user stops the execution. */
	async wait(stop: AbortSignal | undefined): Promise<void> {
		// It may be slowed down again meanwhile.
		while (this.freeAt > performance.now() && !stop?.aborted) {
			await abortableSleep(this.freeAt - performance.now(), stop);
		}
	}
}
