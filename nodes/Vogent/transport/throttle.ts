import { sleep } from 'n8n-workflow';

const LONGEST_SLEEP_MS = 100;

/** Waits so long, or until the signal says that the user has stopped the execution. */
export async function abortableSleep(
	milliseconds: number,
	stop: AbortSignal | undefined,
): Promise<void> {
	const end = performance.now() + milliseconds;
	// In small steps: n8n's sleep cannot be ended early.
	for (let left = milliseconds; left > 0 && !stop?.aborted; left = end - performance.now()) {
		await sleep(Math.min(left, LONGEST_SLEEP_MS));
	}
}

/** Shared by the requests of one execution: when the service asks one of them to slow down, all of them wait. */
export class Throttle {
	private freeAt = 0;

	/** No request is to start for so many milliseconds from now. */
	slowDown(milliseconds: number): void {
		this.freeAt = Math.max(this.freeAt, performance.now() + milliseconds);
	}

	/** Waits until requests may start, or the user has stopped the execution. */
	async wait(stop: AbortSignal | undefined): Promise<void> {
		// What is waited for can be put off meanwhile.
		while (this.freeAt > performance.now() && !stop?.aborted) {
			await abortableSleep(this.freeAt - performance.now(), stop);
		}
	}
}
