import type { IDataObject } from 'n8n-workflow';

import { getDial, hasEnded, recordingUrls } from '../../../calls/dial';
import { runWithConcurrency } from '../../../execution/run';
import { isJsonObject } from '../../../text/json';
import type { ApiCaller } from '../../../transport/caller';
import { reasonOf } from '../../../transport/errors';

/** What can be waited for. */
export const WAIT_TARGETS = ['callEnded', 'transcript', 'extractor', 'recording'] as const;

/** How often calls are checked where no event is certain to come. */
export const CHECK_AGAIN_MS = 30_000;

/** For how long, once all calls are over and what is waited for is still missing. */
export const CHECK_AGAIN_FOR_MS = 600_000;

/** How many calls are checked at the same time. */
const CONCURRENCY = 4;

/** For how long what was seen of a call counts as new. */
const FRESH_MS = 10_000;

export type WaitTarget = (typeof WAIT_TARGETS)[number];

/** `over`: the call has ended, and what is waited for is not there yet. */
type State = 'underWay' | 'over' | 'ready' | 'unknown';

/**
 * What goes on for a call unless it is ready in time: made before the execution is parked, since n8n itself lets these
 * items go on when the time is over.
 */
export function parkedCall(placed: IDataObject): IDataObject {
	const { dialId, sessionId } = placed;
	return dialId === undefined ? placed : { dialId, sessionId, finished: false };
}

/** Calls that are waited for, checked again and again until what is waited for is there for all of them. */
export class WaitedCalls {
	/** What is known of the calls that are not ready, from the last check: `over` only if all that it looked up are. */
	state: Exclude<State, 'ready'> = 'over';

	/** Where the next check begins. To be handed on to whoever checks the same calls later. */
	next: number;

	/** The calls that are ready (`Dial`), by their place. */
	private readonly ready = new Map<number, { dial: IDataObject; seenAt: number }>();

	private readonly calls: IDataObject[];

	private readonly target: WaitTarget;

	/** `calls`: each as `parkedCall` makes it; what is no call but an error is ready. */
	constructor(calls: IDataObject[], target: WaitTarget, next = 0) {
		this.calls = calls;
		this.target = target;
		this.next = next;
	}

	/** Whether what is waited for is there for all calls. */
	get isReady(): boolean {
		return this.pending().length === 0;
	}

	/** For each call the whole call where it is ready, else what was given. */
	results(): IDataObject[] {
		return this.calls.map((call, place) => this.ready.get(place)?.dial ?? call);
	}

	/** The ID of a call, by which those who wait for the same calls know each other; empty where there is none. */
	get firstId(): string {
		return String(this.calls.find(isCall)?.dialId ?? '');
	}

	/**
	 * Looks up all calls, or the `pending` ones only: then no more of them once one has a while to go, which is mostly a
	 * single request, since it begins with the one that had at the last check. What was ready stays so, and is up to date.
	 * API page: "Get Dial".
	 */
	async check(caller: ApiCaller, which: 'all' | 'pending'): Promise<void> {
		let mayStop = false;
		this.state = 'over';
		const checkOne = async (place: number) => {
			const state = await this.checkCall(caller, place);
			if (state === 'ready' || state === 'over') return;
			if (this.state !== 'underWay') this.state = state;
			if (mayStop) return;
			mayStop = which === 'pending';
			this.next = place;
		};
		const [first, ...others] = which === 'all' ? this.places() : this.pending();
		if (first !== undefined) await checkOne(first);
		const checkOther = async (index: number) => await checkOne(others[index] ?? 0);
		await runWithConcurrency(others.length, CONCURRENCY, checkOther, () => mayStop);
		if (this.isReady) await this.refresh(caller);
	}

	/** Looks up again what was seen some time ago: more of it may be there by now. */
	private async refresh(caller: ApiCaller): Promise<void> {
		const latest = performance.now() - FRESH_MS;
		const old = this.places().filter((place) => (this.ready.get(place)?.seenAt ?? 0) < latest);
		const checkOld = async (index: number) => void (await this.checkCall(caller, old[index] ?? 0));
		await runWithConcurrency(old.length, CONCURRENCY, checkOld, () => false);
	}

	/** The places of the calls, in the order in which they are checked. */
	private places(): number[] {
		const places = this.calls.map((_, place) => place);
		const ordered = [...places.slice(this.next), ...places.slice(0, this.next)];
		return ordered.filter((place) => isCall(this.calls[place] ?? {}));
	}

	private pending(): number[] {
		return this.places().filter((place) => !this.ready.has(place));
	}

	private async checkCall(caller: ApiCaller, place: number): Promise<State> {
		const dialId = String(this.calls[place]?.dialId);
		try {
			const dial = await getDial({ ...caller, itemIndex: place }, dialId);
			if (!hasEnded(dial)) return 'underWay';
			if (!hasTarget(dial, this.target)) return 'over';
			this.ready.set(place, { dial, seenAt: performance.now() });
			return 'ready';
		} catch (error) {
			caller.context.logger.debug(
				`Vogent: call ${dialId} could not be looked up: ${reasonOf(error)}`,
			);
			return 'unknown';
		}
	}
}

/** One that was ready before the execution was parked goes on as it was then. */
function isCall({ dialId, finished }: IDataObject): boolean {
	return typeof dialId === 'string' && finished === false;
}

/** Whether what is waited for is there, once the call is over. Where nobody spoke there will never be more. */
function hasTarget(dial: IDataObject, target: WaitTarget): boolean {
	const wasTaken = dial.status === 'completed' || Number(dial.durationSeconds ?? 0) > 0;
	if (target === 'callEnded' || !wasTaken) return true;
	if (target === 'recording') return recordingUrls(dial).length > 0;
	if (target === 'extractor') return isJsonObject(dial.aiResult);
	return Array.isArray(dial.transcript) && dial.transcript.length > 0;
}
