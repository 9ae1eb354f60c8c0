/** Thrown for an item that was still waiting for its turn when the execution was over. */
export class NotStarted extends Error {}

/** Lets items of the same name go one after the other, so that the second sees what the first has made. */
export class Turns {
	private readonly lastOf = new Map<string, Promise<void>>();

	private readonly ends = new Map<number, () => void>();

	private readonly isOver: () => boolean;

	/** `isOver` tells whether nothing new is to be started any more. */
	constructor(isOver: () => boolean) {
		this.isOver = isOver;
	}

	/**
	 * Waits until the items before this one that took the same name have ended. To be called once an item. Throws
	 * NotStarted where the execution is over by then.
	 */
	async take(name: string, itemIndex: number): Promise<void> {
		const before = this.lastOf.get(name);
		this.lastOf.set(name, new Promise((resolve) => this.ends.set(itemIndex, resolve)));
		if (before === undefined) return;
		await before;
		if (this.isOver()) throw new NotStarted('An item before this one has ended the execution');
	}

	/** To be called when an item has ended, however it did, and when it is known what that means for the execution. */
	end(itemIndex: number): void {
		this.ends.get(itemIndex)?.();
		this.ends.delete(itemIndex);
	}
}
