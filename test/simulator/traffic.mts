import { matchesPath } from './path.mts';

/** The coming and going of requests, in order. */
export class Traffic {
	readonly #steps: Array<{ path: string; change: 1 | -1 }> = [];

	/** Notes that a request to this path has arrived. */
	come(path: string): void {
		this.#steps.push({ path, change: 1 });
	}

	/** Notes that a request to this path is over. */
	go(path: string): void {
		this.#steps.push({ path, change: -1 });
	}

	/** Returns the most requests that were under way at the same time: to paths of this template, or to any. */
	maxConcurrency(template?: string): number {
		let now = 0;
		let most = 0;
		for (const { path, change } of this.#steps) {
			if (template !== undefined && !matchesPath(template, path)) continue;
			now += change;
			most = Math.max(most, now);
		}
		return most;
	}
}
