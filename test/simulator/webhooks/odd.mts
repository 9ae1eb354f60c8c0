import { dials } from '../dials/rows.mts';
import { findById } from '../operation.mts';
import type { State } from '../state.mts';
import { deliver } from './deliver.mts';
import type { Delivery, FunctionCall, OddDelivery } from './records.mts';
import { signAs, signatureHeader } from './signature.mts';

/**
 * Sends what a test asks for, as often as it says, and gives the records in the order of sending. Throws a Refusal 400
 * when it is to be signed and there is no secret.
 */
export async function deliverOdd(state: State, odd: OddDelivery): Promise<Delivery[]> {
	const body = bodyOf(odd);
	const signature = signAs(odd.sign, body, state.settings.webhookSecret);
	const headers = headersOf(odd);
	const message = {
		url: odd.url,
		event: odd.event ?? null,
		dialId: dialIdOf(odd.payload),
		body,
		signature: headers[signatureHeader] ?? signature,
		headers,
	};
	const deliveries: Delivery[] = [];
	let left = odd.times ?? 1;
	const sendInTurn = async () => {
		while (left > 0) {
			left -= 1;
			const index = deliveries.length;
			deliveries.length += 1;
			deliveries[index] = await deliver(state, message);
		}
	};
	await Promise.all(Array.from({ length: odd.concurrency ?? 1 }, sendInTurn));
	return deliveries;
}

/** Calls a function as an agent does in the middle of a call. Throws a Refusal 404 for an unknown dial. */
export async function callFunction(state: State, call: FunctionCall): Promise<Delivery> {
	const dial = findById(dials.in(state), call.dialId, 'dial');
	const body = Buffer.from(JSON.stringify({ dial_id: dial.id, dial, params: call.params }));
	return await deliver(state, {
		url: call.url,
		event: 'function.call',
		dialId: dial.id,
		body,
		signature: signAs(call.sign, body, state.settings.webhookSecret),
		headers: { 'content-type': 'application/json' },
	});
}

function bodyOf({ body, bodyBase64, event, payload }: OddDelivery): Buffer {
	if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64');
	return Buffer.from(body ?? JSON.stringify({ event, payload }));
}

function headersOf({ contentType = 'application/json', headers = {} }: OddDelivery) {
	const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		...(contentType === null ? {} : { 'content-type': contentType }),
		...(Object.fromEntries(given) as Record<string, string>),
	} as Record<string, string>;
}

function dialIdOf(payload: unknown): string | null {
	if (typeof payload !== 'object' || payload === null || !('dial_id' in payload)) return null;
	return typeof payload.dial_id === 'string' ? payload.dial_id : null;
}
