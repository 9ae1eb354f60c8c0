import { randomUUID } from 'node:crypto';
import type { Appointment } from '../clock.mts';
import { addRecording } from '../recordings.mts';
import { Collection } from '../state.mts';
import type { State } from '../state.mts';
import { deliverEvent } from '../webhooks.mts';
import type { Course } from './course.mts';
import { courseOf, transcript, usualResults } from './course.mts';
import type { CallEvent, Dial, EventPayload, PlacedCall } from './records.mts';

/** The calls that were placed or came in since the start. */
export const calls = new Collection<Call>(() => []);

interface Limits {
	/** The milliseconds of talk after which it is cut off; none when left out. */
	talkingMs?: number;
	/** Whether anything is extracted from it. */
	hasExtractor: boolean;
}

/** Returns the call of a Dial; undefined for one that was there from the start. */
export function callOf(state: State, dialId: string): Call | undefined {
	return calls.in(state).find(({ placed }) => placed.dial.id === dialId);
}

/** A call from its first moment to its last event: it changes its Dial and tells its webhooks. */
export class Call {
	readonly placed: PlacedCall;
	readonly #state: State;
	readonly #course: Course;
	readonly #limits: Limits;
	/** Happens with the clock once the call has ended. */
	onceEnded: () => void = () => undefined;
	#next: Appointment | undefined;
	/** Keeps the events of this call in order where the clock does not wait for them. */
	#sending: Promise<unknown> = Promise.resolve();

	/** Takes a Dial that is not under way yet. */
	constructor(state: State, placed: Omit<PlacedCall, 'sessionId'>, limits: Limits) {
		this.#state = state;
		this.placed = { ...placed, sessionId: randomUUID() };
		this.#course = courseOf(state.callPlans, placed.dial.toNumber);
		this.#limits = limits;
	}

	/** Starts the course of a call that has not ended yet; an outbound one is announced first. */
	begin(direction: 'outbound' | 'inbound'): void {
		const { clock } = this.#state;
		if (this.placed.dial.endedAt !== undefined) return;
		if (direction === 'outbound') clock.after(0, () => this.#tell('dial.created', this.#session));
		this.#next = clock.after(0, () => this.#ring());
	}

	/** Ends the call now; its events come with the clock. Returns false for one that had ended. */
	hangUp(): boolean {
		const { dial } = this.placed;
		if (dial.endedAt !== undefined) return false;
		this.#next?.cancel();
		if (dial.startedAt === undefined) this.#end('canceled', 'CANCELLED');
		else this.#end('completed', 'AGENT_HANGUP');
		const { status } = dial;
		this.#state.clock.after(0, () => this.#tellStatus(status));
		return true;
	}

	get #session() {
		const { dial, sessionId } = this.placed;
		return { dial_session_id: sessionId, dial_id: dial.id };
	}

	#ring(): Promise<unknown> {
		const { ringingMs, talkingMs, outcome } = this.#course;
		this.#enter('ringing');
		this.#next = this.#state.clock.after(ringingMs, () => {
			if (talkingMs !== null) return this.#talk(talkingMs);
			this.#end(outcome, usualResults[outcome]);
			return this.#tellStatus(outcome);
		});
		return this.#tellStatus('ringing');
	}

	#talk(talkingMs: number): Promise<unknown> {
		const { clock } = this.#state;
		const { outcome } = this.#course;
		const { talkingMs: limitMs = Infinity } = this.#limits;
		this.#enter('in-progress');
		this.placed.dial.startedAt = clock.date;
		const isCutOff = talkingMs > limitMs;
		this.#next = clock.after(Math.min(talkingMs, limitMs), () => {
			this.#end(outcome, isCutOff ? 'TIMEOUT' : usualResults[outcome]);
			return this.#tellStatus(outcome);
		});
		return this.#tellStatus('in-progress');
	}

	#end(status: Dial['status'], systemResultType: string): void {
		const { clock } = this.#state;
		const { dial } = this.placed;
		this.#enter(status);
		dial.systemResultType = systemResultType;
		dial.endedAt = clock.date;
		clock.after(0, () => Promise.resolve(this.onceEnded()));
		if (dial.startedAt === undefined) return;
		dial.durationSeconds = Math.round((clock.now - Date.parse(dial.startedAt)) / 1000);
		this.#awaitResults(dial);
	}

	#awaitResults(dial: Dial): void {
		const { clock } = this.#state;
		const { transcriptAfterMs, aiResultAfterMs, recordingAfterMs } = this.#course;
		clock.after(transcriptAfterMs, () => {
			this.#update({ transcript });
			const lines = transcript.map(({ text, speaker }) => ({ text, speaker }));
			return this.#tell('dial.transcript', { dial_id: dial.id, transcript: lines });
		});
		if (this.#limits.hasExtractor) {
			clock.after(aiResultAfterMs, () => {
				const aiResult = { booked: true };
				this.#update({ aiResult });
				return this.#tell('dial.extractor', { dial_id: dial.id, ai_result: aiResult });
			});
		}
		clock.after(recordingAfterMs, () => {
			const url = addRecording(this.#state);
			this.#update({ recordings: [{ url }] });
			return this.#tell('dial.recording_created', { dial_id: dial.id, recording_url: url });
		});
	}

	#enter(status: Dial['status']): void {
		this.#update({ status });
	}

	#update(changes: Partial<Dial>): void {
		Object.assign(this.placed.dial, changes, { updatedAt: this.#state.clock.date });
	}

	#tellStatus(status: Dial['status']): Promise<unknown> {
		return this.#tell('dial.updated', { ...this.#session, status });
	}

	#tell(event: CallEvent, payload: EventPayload): Promise<unknown> {
		const { webhookUrl } = this.placed;
		if (!webhookUrl || !this.#course.events.includes(event)) return Promise.resolve();
		this.#sending = this.#sending.then(() => deliverEvent(this.#state, webhookUrl, event, payload));
		return this.#sending;
	}
}
