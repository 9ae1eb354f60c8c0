/** Thrown for a task that was still waiting for its turn when the execution was over. */
export class NotStarted extends Error {}

/** Lets tasks of the same name run one after the other, so that the second sees what the first has made. */
export class Turns {
	private readonly ends = new Map<string, Promise<unknown>>();

	private readonly isOver: () => boolean;

	/** `isOver` tells whether nothing new is to be started any more. */
	constructor(isOver: () => boolean) {
		this.isOver = isOver;
	}

	/** Runs the task when those before it of the same name have ended, however they did. Throws what the task throws. */
	async take<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
		const before = this.ends.get(name);
		const turn = this.after(before, task);
		this.ends.set(
			name,
			turn.catch(() => undefined),
		);
		return await turn;
	}

	private async after<Result>(
		before: Promise<unknown> | undefined,
		task: () => Promise<Result>,
	): Promise<Result> {
		if (before !== undefined) {
			await before;
			if (this.isOver()) throw new NotStarted('An item before this one has ended the execution');
		}
		return await task();
	}
}
