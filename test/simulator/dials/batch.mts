import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { phoneNumbers } from '../resources/phone-numbers.mts';
import type { State } from '../state.mts';
import { place } from './place.mts';

/** BatchDialJob of the contract. */
export interface BatchDialJob {
	id: string;
	maxConcurrentDials: number;
	name: string;
	status: 'INIT' | 'ACTIVE' | 'PAUSED' | 'COMPLETE' | 'CANCELLED';
	callAgentId: string;
	createdAt: string;
	fromPhoneNumberIds?: string[];
	schedule?: unknown;
}

/** QueuedDial of the contract. */
export interface QueuedDial {
	id: string;
	toNumber: string;
	batchDialJobId: string;
	createdAt: string;
	inputs?: Record<string, unknown>;
}

/** A job, with what it has done and what it has still to do. */
export class Batch {
	readonly job: BatchDialJob;
	readonly queue: QueuedDial[] = [];
	readonly dialIds: string[] = [];
	#underWay = 0;

	constructor(job: BatchDialJob) {
		this.job = job;
	}

	get id(): string {
		return this.job.id;
	}

	/** Puts numbers at the end of the queue. */
	add(rows: Array<Pick<QueuedDial, 'toNumber'> & Partial<QueuedDial>>): void {
		const { id, createdAt } = this.job;
		for (const row of rows) {
			this.queue.push({ id: randomUUID(), batchDialJobId: id, createdAt, ...row });
		}
	}

	/**
	 * Has the job go on when the clock does: it calls as many as it may at once, and the next ones as calls end. It does
	 * not wait for its schedule, as nothing tells which day of the week is 0.
	 */
	goOn(state: State): void {
		state.clock.after(0, () => Promise.resolve(this.#call(state)));
	}

	#call(state: State): void {
		const { job, queue } = this;
		if (job.status === 'INIT') job.status = 'ACTIVE';
		if (!agents.in(state).some(({ id }) => id === job.callAgentId)) job.status = 'CANCELLED';
		while (job.status === 'ACTIVE' && this.#underWay < job.maxConcurrentDials) {
			const next = queue.shift();
			if (!next) break;
			this.#place(state, next);
		}
		const isDone = queue.length === 0 && this.#underWay === 0;
		if (job.status === 'ACTIVE' && isDone) job.status = 'COMPLETE';
	}

	#place(state: State, { toNumber, inputs }: QueuedDial): void {
		const known = phoneNumbers.in(state).map(({ id }) => id);
		const from = this.job.fromPhoneNumberIds?.filter((id) => known.includes(id)) ?? [];
		const fromNumberId = from[this.dialIds.length % from.length] ?? null;
		const call = place({
			state,
			body: { callAgentId: this.job.callAgentId, toNumber, fromNumberId, callAgentInput: inputs },
		});
		this.#underWay += 1;
		this.dialIds.push(call.placed.dial.id);
		call.onceEnded = () => {
			this.#underWay -= 1;
			this.#call(state);
		};
	}
}
