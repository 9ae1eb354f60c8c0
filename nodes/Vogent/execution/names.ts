/** Whether a name from the service is this one. */
export function isNamed(name: string, given: unknown): boolean {
	return typeof given === 'string' && normalizeName(given) === normalizeName(name);
}

/** For comparing: composed and decomposed letters look the same, and white space around a name does not show. */
export function normalizeName(name: string): string {
	return name.normalize('NFC').trim();
}

/** Thrown for an item that was still waiting when the execution ended. */
export class NotStarted extends Error {}

/** The last item with a name, by the memory of the execution. */
const lastOfMemory = new WeakMap<object, Map<string, Promise<void>>>();

/** Runs items with the same name one after the other, so that the second finds what the first has created. */
export class NameLock {
	private readonly lastOf: Map<string, Promise<void>>;

	private readonly releases = new Map<number, () => void>();

	private readonly isOver: () => boolean;

	/** Runs with the same `memory` wait for each other, too: n8n runs the calls of a tool in parallel. */
	constructor(isOver: () => boolean, memory: object = {}) {
		this.isOver = isOver;
		this.lastOf = lastOfMemory.get(memory) ?? new Map<string, Promise<void>>();
		lastOfMemory.set(memory, this.lastOf);
	}

	/** Waits for earlier items with the same name. An item has one lock. Throws NotStarted if the execution has ended. */
	async acquire(name: string, itemIndex: number): Promise<void> {
		if (this.releases.has(itemIndex)) return;
		const key = normalizeName(name);
		const before = this.lastOf.get(key);
		this.lastOf.set(key, new Promise((resolve) => this.releases.set(itemIndex, resolve)));
		if (before === undefined) return;
		await before;
		if (this.isOver()) throw new NotStarted('An item before this one has ended the execution');
	}

	/** Call it when an item has ended, however it did, and any effect on the execution is known. */
	release(itemIndex: number): void {
		this.releases.get(itemIndex)?.();
		this.releases.delete(itemIndex);
	}
}
