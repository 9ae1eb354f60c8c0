import { setTimeout as wait } from 'node:timers/promises';
import type { Dial, ReceivedRequest, Simulator } from './client.mts';
import { seedId } from './seed-id.mts';

/** An answer, read to its end. */
export interface CallAnswer {
	status: number;
	headers: Headers;
	text: string;
	/** The body parsed; undefined when it is not JSON. */
	body: unknown;
}

/** Calls the simulated API with its key, unless other headers say otherwise. Throws when the connection is cut. */
export async function callApi(
	simulator: Simulator,
	method: string,
	path: string,
	init: { headers?: Record<string, string>; body?: NonNullable<RequestInit['body']> } = {},
): Promise<CallAnswer> {
	const response = await fetch(simulator.baseUrl + path, {
		method,
		headers: { authorization: `Bearer ${simulator.apiKey}`, ...init.headers },
		...(init.body === undefined ? {} : { body: init.body }),
		redirect: 'manual',
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

/** As callApi, with a JSON body. */
export async function callWithJson(
	simulator: Simulator,
	method: string,
	path: string,
	body: unknown,
): Promise<CallAnswer> {
	return await callApi(simulator, method, path, {
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

/** Returns a form that clones a voice, as the contract wants it. */
export function cloneForm(): FormData {
	const form = new FormData();
	form.set('name', 'Zoë');
	form.set('model', 'CSM');
	form.set('clip', new File(['RIFF of sorts'], 'Zoë’s clip.wav', { type: 'audio/wav' }));
	return form;
}

/** Places a call of the first agent from its number, unless other fields say otherwise. Throws when it is refused. */
export async function placeCall(
	simulator: Simulator,
	fields: object = {},
): Promise<{ dialId: string; sessionId: string; dialToken: string }> {
	const { status, text } = await callWithJson(simulator, 'POST', '/dials', {
		callAgentId: seedId('agent 1'),
		toNumber: '+15550100009',
		fromNumberId: seedId('phone number 1'),
		...fields,
	});
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as { dialId: string; sessionId: string; dialToken: string };
}

/** Returns a Dial as it now is. Throws when there is none. */
export async function getDial(simulator: Simulator, dialId: string): Promise<Dial> {
	const { status, text } = await callApi(simulator, 'GET', `/dials/${dialId}`);
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as Dial;
}

/** Waits until the first request to the API is as asked, and returns it. Throws when it is not after five seconds. */
export async function firstRequestOnce(
	simulator: Simulator,
	isSo: (request: ReceivedRequest) => boolean,
): Promise<ReceivedRequest> {
	for (let tries = 100; tries > 0; tries--) {
		const [request] = await simulator.requests();
		if (request && isSo(request)) return request;
		await wait(50);
	}
	throw new Error('The request never came to be so');
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
