/** Something that is to happen at a time of the clock. */
export interface Appointment {
	cancel(): void;
}

interface Entry {
	at: number;
	happen: () => Promise<unknown>;
}

const longestTimerMs = 2_147_483_647;

/** Simulated time: it stands still and is advanced by hand, or runs by itself. */
export class Clock {
	#entries: Entry[] = [];
	#time = Date.now();
	/** Simulated milliseconds that go by in a real one; 0 while it stands still. */
	#speed = 0;
	#timeSetAt = performance.now();
	#timer: NodeJS.Timeout | undefined;
	#advancing: Promise<void> = Promise.resolve();
	#isStopped = false;

	/** Milliseconds since 1970, as simulated. */
	get now(): number {
		return this.#time + (performance.now() - this.#timeSetAt) * this.#speed;
	}

	/** The time as the API writes it. */
	get date(): string {
		return new Date(this.now).toISOString();
	}

	get isRunning(): boolean {
		return this.#speed > 0;
	}

	/**
	 * Has something happen so many milliseconds from now: never at once, but when the clock gets there. What is due at
	 * the same time happens in the order in which it was asked for. `happen` must not reject.
	 */
	after(milliseconds: number, happen: () => Promise<unknown>): Appointment {
		const entry = { at: this.now + milliseconds, happen };
		const later = this.#entries.findIndex(({ at }) => at > entry.at);
		this.#entries.splice(later < 0 ? this.#entries.length : later, 0, entry);
		this.#setTimer();
		return {
			cancel: () => {
				this.#entries = this.#entries.filter((other) => other !== entry);
			},
		};
	}

	/** Makes it run at this many times the real speed, or stand still for 0. */
	run(speed: number): void {
		this.#set(this.now);
		this.#speed = speed;
		this.#setTimer();
	}

	/**
	 * Moves a clock that stands still. What becomes due meanwhile happens one after the other, each when the one before
	 * is wholly done. Calls take turns.
	 */
	async advance(milliseconds: number): Promise<void> {
		this.#advancing = this.#advancing.then(async () => {
			const end = this.#time + milliseconds;
			for (let next = this.#takeDue(end); next; next = this.#takeDue(end)) {
				this.#set(Math.max(next.at, this.#time));
				await next.happen();
			}
			this.#set(end);
		});
		await this.#advancing;
	}

	/** Stops it for good: nothing happens any more. */
	stop(): void {
		this.#isStopped = true;
		this.#entries = [];
		clearTimeout(this.#timer);
	}

	#set(time: number): void {
		this.#time = time;
		this.#timeSetAt = performance.now();
	}

	#takeDue(end: number): Entry | undefined {
		const [next] = this.#entries;
		if (this.#isStopped || !next || next.at > end) return undefined;
		return this.#entries.shift();
	}

	#setTimer(): void {
		clearTimeout(this.#timer);
		const [next] = this.#entries;
		if (this.#speed === 0 || this.#isStopped || !next) return;
		const milliseconds = Math.max(0, (next.at - this.now) / this.#speed);
		this.#timer = setTimeout(() => this.#happenDue(), Math.min(milliseconds, longestTimerMs));
	}

	/** Time waits for nobody here: what takes long does not hold up what comes after it. */
	#happenDue(): void {
		const { now } = this;
		for (let next = this.#takeDue(now); next; next = this.#takeDue(now)) void next.happen();
		this.#setTimer();
	}
}
