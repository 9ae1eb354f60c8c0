import { messageOf } from '../../support/messageOf.mts';
import type { State } from '../state.mts';
import { post } from './post.mts';
import type { Delivery, EventPayload } from './records.mts';
import { signAs, signatureHeader } from './signature.mts';

/** What goes out, and what the record of it says. */
export interface Message {
	url: string;
	event: string | null;
	dialId: string | null;
	body: Buffer;
	/** Null for none. */
	signature: string | null;
	headers?: Record<string, string>;
	/** How long to wait for the answer, in real milliseconds. */
	limitMs?: number;
}

const usualLimitMs = 30_000;
const longestRecordedText = 20_000;

/**
 * Sends a message once and records it, from its start. Never throws: no answer, or none in time, is the record's
 * `error`, and any answer is an answer.
 */
export async function deliver(state: State, message: Message): Promise<Delivery> {
	const { url, event, dialId, body, signature, limitMs = usualLimitMs } = message;
	const delivery: Delivery = {
		url,
		event,
		dialId,
		body: body.toString('utf8', 0, 4 * longestRecordedText).slice(0, longestRecordedText),
		bytes: body.length,
		signature,
		status: null,
		answer: null,
		ms: null,
		error: null,
	};
	state.deliveries.push(delivery);
	const start = performance.now();
	const limit = AbortSignal.timeout(limitMs);
	try {
		const answer = await post(
			url,
			body,
			{ ...(signature === null ? {} : { [signatureHeader]: signature }), ...message.headers },
			AbortSignal.any([limit, state.over]),
		);
		delivery.status = answer.status;
		delivery.answer = answer.text;
	} catch (error) {
		delivery.error = limit.aborted ? `No answer within ${limitMs} ms` : messageOf(error);
	}
	delivery.ms = performance.now() - start;
	return delivery;
}

/** Sends an event as the service does it: as JSON, signed when the settings have a secret. */
export async function deliverEvent(
	state: State,
	url: string,
	event: string,
	payload: EventPayload,
	limitMs?: number,
): Promise<Delivery> {
	const body = Buffer.from(JSON.stringify({ event, payload }));
	return await deliver(state, {
		url,
		event,
		dialId: payload.dial_id,
		body,
		signature: signAs(undefined, body, state.settings.webhookSecret),
		headers: { 'content-type': 'application/json' },
		limitMs,
	});
}
