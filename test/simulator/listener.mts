import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { originOf } from './api-root.mts';
import { listen } from './listen.mts';

/** A request that a listener has got. */
export interface Heard {
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** The body parsed; empty when it is not JSON. */
	json: { event?: string; payload?: Record<string, unknown> } & Record<string, unknown>;
}

/** Something that webhooks can be sent to. */
export interface Listener {
	url: string;
	/** What it got, in order. */
	heard: Heard[];
	stop: () => Promise<void>;
}

/** Starts a listener on this machine; it answers 200 and nothing unless `answer` does it. */
export async function startListener(
	answer: (heard: Heard, response: ServerResponse) => unknown = (_, response) => response.end(),
): Promise<Listener> {
	const heard: Heard[] = [];
	const server = createServer((request, response) => {
		void hear(request).then((one) => {
			heard.push(one);
			return answer(one, response);
		});
	});
	const url = originOf(await listen(server, 0));
	return {
		url,
		heard,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function hear(request: IncomingMessage): Promise<Heard> {
	const body = await buffer(request);
	let json: Heard['json'] = {};
	try {
		json = JSON.parse(body.toString()) as Heard['json'];
	} catch {
		json = {};
	}
	return { path: request.url ?? '', headers: request.headers, body, json };
}
