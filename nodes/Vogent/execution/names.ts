/** Whether the service calls something by this name. */
export function isNamed(name: string, given: unknown): boolean {
	return typeof given === 'string' && normalizeName(given) === normalizeName(name);
}

/**
 * A name as it is compared with others: composed and decomposed letters look the same, and so do white space at its ends
 * and none.
 */
export function normalizeName(name: string): string {
	return name.normalize('NFC').trim();
}

/** Thrown for an item that was still waiting for its turn when the execution was over. */
export class NotStarted extends Error {}

/** The last that took a name, for each execution whose memory is still there. */
const lastOfMemory = new WeakMap<object, Map<string, Promise<void>>>();

/** Lets items of the same name go one after the other, so that the second sees what the first has made. */
export class NameLock {
	private readonly lastOf: Map<string, Promise<void>>;

	private readonly releases = new Map<number, () => void>();

	private readonly isOver: () => boolean;

	/**
	 * `isOver` tells whether nothing new is to be started any more. Runs that have the same `memory` wait for each other,
	 * too: n8n lets the calls of a tool run side by side.
	 */
	constructor(isOver: () => boolean, memory: object = {}) {
		this.isOver = isOver;
		this.lastOf = lastOfMemory.get(memory) ?? new Map<string, Promise<void>>();
		lastOfMemory.set(memory, this.lastOf);
	}

	/**
	 * Waits until the items before this one that took the same name have ended. An item has one name: later ones are not
	 * waited for. Throws NotStarted where the execution is over by then.
	 */
	async acquire(name: string, itemIndex: number): Promise<void> {
		if (this.releases.has(itemIndex)) return;
		const key = normalizeName(name);
		const before = this.lastOf.get(key);
		this.lastOf.set(key, new Promise((resolve) => this.releases.set(itemIndex, resolve)));
		if (before === undefined) return;
		await before;
		if (this.isOver()) throw new NotStarted('An item before this one has ended the execution');
	}

	/** To be called when an item has ended, however it did, and when it is known what that means for the execution. */
	release(itemIndex: number): void {
		this.releases.get(itemIndex)?.();
		this.releases.delete(itemIndex);
	}
}
