import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../Vogent/text/json';

/** The only event whose answer the service uses. */
export const INBOUND_CALL = 'dial.inbound';

/** A call rings, has begun, or has ended. */
export const STATUS_CHANGED = 'dial.updated';

/** A recording can be downloaded. */
export const RECORDING_READY = 'dial.recording_created';

/** A function call of an agent has no name of its own. */
export const FUNCTION_CALL = 'function.call';

const LARGEST_BYTES = 5 * 1024 * 1024;
const DEEPEST_LEVEL = 100;

/** Something that has happened on a call. API page: "Webhooks". */
export interface CallEvent {
	name: string;
	dialId: string;
	/** The details, without the name. */
	payload: IDataObject;
	body: IDataObject;
}

/** The answer to a request that is not an event. */
export interface Refusal {
	status: number;
	error: string;
}

/** Reads an event of a call or a function call of an agent from the body of a request. API page: "Webhooks". */
export function readEvent(rawBody: Buffer): { event: CallEvent } | { refusal: Refusal } {
	if (rawBody.length > LARGEST_BYTES) return reject('The body is too large', 413);
	let body: unknown;
	try {
		body = JSON.parse(rawBody.toString('utf8'));
	} catch {
		return reject('The body is not JSON');
	}
	if (!isJsonObject(body)) return reject('The body is not an object');
	// n8n could not store it, and the execution would fail.
	if (isDeeperThan(body, DEEPEST_LEVEL)) return reject('The body is nested too deeply');
	return 'event' in body ? readCallEvent(body) : readFunctionCall(body);
}

function readCallEvent(body: IDataObject): ReturnType<typeof readEvent> {
	const { event: name, payload } = body;
	if (typeof name !== 'string' || name === '') return reject('"event" is not a text');
	if (!isJsonObject(payload)) return reject('"payload" is not an object');
	const dialId = readDialId(payload);
	if (dialId === undefined) return reject('"payload.dial_id" is not a text');
	if (name === STATUS_CHANGED && typeof payload.status !== 'string') {
		return reject('"payload.status" is not a text');
	}
	return { event: { name, dialId, payload, body } };
}

function readFunctionCall(body: IDataObject): ReturnType<typeof readEvent> {
	const dialId = readDialId(body);
	if (dialId === undefined || !('params' in body)) {
		return reject('The body is neither an event nor a function call');
	}
	return { event: { name: FUNCTION_CALL, dialId, payload: body, body } };
}

function readDialId({ dial_id: dialId }: IDataObject): string | undefined {
	return typeof dialId === 'string' && dialId !== '' ? dialId : undefined;
}

function reject(error: string, status = 400): { refusal: Refusal } {
	return { refusal: { status, error } };
}

function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
