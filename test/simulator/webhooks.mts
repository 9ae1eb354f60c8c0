import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { messageOf } from '../support/messageOf.mts';
import type { Delivery, EventPayload, OddDelivery, Signing } from './dials/records.mts';
import type { State } from './state.mts';

const signatureHeader = 'x-elto-signature';
const usualLimitMs = 30_000;
const longestRecordedText = 20_000;

/** What goes out, and what the record of it says. */
interface Message {
	url: string;
	event: string | null;
	dialId: string | null;
	body: Buffer;
	headers: Record<string, string>;
	/** How long to wait for the answer, in real milliseconds. */
	limitMs?: number;
}

/** Sends an event as the service does it: as JSON, once, signed when the settings have a secret. */
export async function deliverEvent(
	state: State,
	url: string,
	event: string,
	payload: EventPayload,
	limitMs?: number,
): Promise<Delivery> {
	const body = Buffer.from(JSON.stringify({ event, payload }));
	const headers = { 'content-type': 'application/json', ...signature(state, body) };
	return await deliver(state, { url, event, dialId: payload.dial_id, body, headers, limitMs });
}

/** Sends what a test asks for, as often as it says, and returns the records in the order of sending. */
export async function deliverOdd(state: State, odd: OddDelivery): Promise<Delivery[]> {
	const { url, event, payload, contentType = 'application/json', headers, sign } = odd;
	const body = Buffer.from(odd.body ?? JSON.stringify({ event, payload }));
	const message = {
		url,
		event: event ?? null,
		dialId: (payload as Partial<EventPayload> | undefined)?.dial_id ?? null,
		body,
		headers: {
			...(contentType === null ? {} : { 'content-type': contentType }),
			...signature(state, body, sign),
			...headers,
		},
	};
	const deliveries: Delivery[] = [];
	let left = odd.times ?? 1;
	const sendInTurn = async () => {
		while (left > 0) {
			left -= 1;
			const index = deliveries.push({} as Delivery) - 1;
			deliveries[index] = await deliver(state, message);
		}
	};
	await Promise.all(Array.from({ length: odd.concurrency ?? 1 }, sendInTurn));
	return deliveries;
}

/** Never throws: no answer, or none in time, is the record's `error`, and any answer is an answer. */
async function deliver(state: State, message: Message): Promise<Delivery> {
	const { url, event, dialId, body, headers, limitMs = usualLimitMs } = message;
	const delivery: Delivery = {
		url,
		event,
		dialId,
		body: body.toString('utf8', 0, longestRecordedText),
		signature: headers[signatureHeader] ?? null,
		status: null,
		answer: null,
		ms: null,
		error: null,
	};
	state.deliveries.push(delivery);
	const start = performance.now();
	const limit = AbortSignal.timeout(limitMs);
	try {
		const answer = await post(url, body, headers, AbortSignal.any([limit, state.over]));
		delivery.status = answer.status;
		delivery.answer = answer.text;
	} catch (error) {
		delivery.error = limit.aborted ? `No answer within ${limitMs} ms` : messageOf(error);
	}
	delivery.ms = performance.now() - start;
	return delivery;
}

/** The lower-case hex HMAC-SHA256 of the body under the account's secret, as a header. */
function signature(
	{ settings: { webhookSecret } }: State,
	body: Buffer,
	sign: Signing = true,
): Record<string, string> {
	if (webhookSecret === null || !sign) return {};
	const secret = sign === 'wrong' ? `not ${webhookSecret}` : webhookSecret;
	return { [signatureHeader]: createHmac('sha256', secret).update(body).digest('hex') };
}

/**
 * Posts these bytes on a connection of their own and returns the whole answer, whatever its status. Redirects are not
 * followed. Throws when there is no answer, or when the signal ends the wait for it.
 */
async function post(
	url: string,
	body: Buffer,
	headers: OutgoingHttpHeaders,
	signal: AbortSignal,
): Promise<{ status: number; text: string }> {
	const send = url.startsWith('https:') ? httpsRequest : httpRequest;
	const request = send(url, {
		method: 'POST',
		agent: false,
		signal,
		headers: { 'content-length': body.length, ...headers },
	});
	// Who answers before all of it has come may close the connection on the rest.
	request.on('error', () => undefined);
	request.end(body);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	return { status: response.statusCode ?? 0, text: await text(response) };
}
