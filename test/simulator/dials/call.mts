import { randomUUID } from 'node:crypto';
import type { Appointment } from '../clock.mts';
import { addRecording } from '../recordings.mts';
import { Collection } from '../state.mts';
import type { State } from '../state.mts';
import { deliverEvent } from '../webhooks/deliver.mts';
import type { EventPayload } from '../webhooks/records.mts';
import type { Course } from './course.mts';
import type { CallEvent, Dial, PlacedCall, SystemResultType } from './records.mts';

/** The calls that were placed or came in since the start. */
export const calls = new Collection<Call>(() => []);

/** Gives the call of a Dial; undefined for one that was there from the start. */
export function callOf(state: State, dialId: string): Call | undefined {
	return calls.in(state).find(({ placed }) => placed.dial.id === dialId);
}

/** A call from its first moment to its last event: it changes its Dial and tells its webhooks. */
export class Call {
	readonly placed: PlacedCall;
	readonly #state: State;
	readonly #course: Course;
	readonly #limitMs: number;
	/** Happens with the clock once the call has ended. */
	onceEnded: () => void = () => undefined;
	#next: Appointment | undefined;
	/** Keeps the events of this call in order where the clock does not wait for them. */
	#sending: Promise<unknown> = Promise.resolve();

	/**
	 * Takes a Dial that is not under way yet, and the milliseconds of talk after which it is cut off; Infinity for none.
	 */
	constructor(
		state: State,
		placed: Omit<PlacedCall, 'sessionId'>,
		course: Course,
		limitMs: number,
	) {
		this.#state = state;
		this.placed = { ...placed, sessionId: randomUUID() };
		this.#course = course;
		this.#limitMs = limitMs;
	}

	/** Starts the course of a call that has not ended yet; an outbound one is announced first. */
	begin(direction: 'outbound' | 'inbound'): void {
		const { clock } = this.#state;
		if (this.placed.dial.endedAt !== undefined) return;
		if (direction === 'outbound') clock.after(0, () => this.#tell('dial.created', this.#session));
		this.#next = clock.after(this.#course.queuedMs, () => this.#ring());
	}

	/** Ends the call now; its events come with the clock. Gives false for one that had ended. */
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
		const { ringingMs, talkingMs, outcome, systemResultType } = this.#course;
		this.#enter('ringing');
		this.#next = this.#state.clock.after(ringingMs, () => {
			if (talkingMs !== null) return this.#talk(talkingMs);
			this.#end(outcome, systemResultType);
			return this.#tellStatus(outcome);
		});
		return this.#tellStatus('ringing');
	}

	#talk(talkingMs: number): Promise<unknown> {
		const { clock } = this.#state;
		const { outcome, systemResultType } = this.#course;
		this.#enter('in-progress');
		this.placed.dial.startedAt = clock.date;
		const isCutOff = talkingMs > this.#limitMs;
		this.#next = clock.after(Math.min(talkingMs, this.#limitMs), () => {
			this.#end(outcome, isCutOff ? 'TIMEOUT' : systemResultType);
			return this.#tellStatus(outcome);
		});
		return this.#tellStatus('in-progress');
	}

	#end(status: Dial['status'], systemResultType: SystemResultType | null): void {
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
		const { transcript, aiResult, recording } = this.#course;
		const { transcriptAfterMs, aiResultAfterMs, recordingAfterMs } = this.#course;
		if (transcript) {
			clock.after(transcriptAfterMs, () => {
				this.#update({ transcript });
				const lines = transcript.map(({ text, speaker, detailType }) => ({
					text,
					speaker,
					...(detailType ? { detailType } : {}),
				}));
				return this.#tell('dial.transcript', { dial_id: dial.id, transcript: lines });
			});
		}
		if (aiResult) {
			clock.after(aiResultAfterMs, () => {
				this.#update({ aiResult });
				return this.#tell('dial.extractor', { dial_id: dial.id, ai_result: aiResult });
			});
		}
		if (recording) {
			clock.after(recordingAfterMs, () => {
				const url = addRecording(this.#state);
				this.#update({ recordings: [{ url }] });
				return this.#tell('dial.recording_created', { dial_id: dial.id, recording_url: url });
			});
		}
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

	/** Tells the call's own address and the account's, each once and both at the same time. */
	#tell(event: CallEvent, payload: EventPayload): Promise<unknown> {
		if (!this.#course.events.includes(event)) return Promise.resolve();
		const addresses = [this.placed.webhookUrl, this.#state.settings.webhookUrl];
		const urls = new Set(addresses.filter((url) => url !== null));
		this.#sending = this.#sending.then(() =>
			Promise.all([...urls].map((url) => deliverEvent(this.#state, url, event, payload))),
		);
		return this.#sending;
	}
}
