import type { IncomingMessage, ServerResponse } from 'node:http';

import { startServer } from '../../support/http.mts';

/** A request as the server saw it. `body` is what of it has arrived. */
export interface Received {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

/** A server for one fact. */
export interface FactServer {
	port: number;
	/** Its address, without a slash at the end. */
	url: string;
	received: Received[];
}

/** How a server reacts to a request: at once, while its body may still be arriving. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Runs a server on 127.0.0.1 as long as `use` takes, and gives what `use` gives. */
export async function withServer<Result>(
	answer: Answer,
	use: (server: FactServer) => Promise<Result>,
): Promise<Result> {
	const received: Received[] = [];
	const server = await startServer((request, response) => {
		const { method = '', url = '', headers } = request;
		const chunks: Buffer[] = [];
		received.push({
			method,
			url,
			headers,
			get body() {
				return Buffer.concat(chunks);
			},
		});
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		// Some facts are about broken connections.
		request.on('error', () => undefined);
		answer(request, response);
	});
	const { url } = server;
	try {
		return await use({ port: Number(new URL(url).port), url, received });
	} finally {
		await server.stop();
	}
}

/** An answer with this status and text, given when the request is complete. */
export function answerWith(status: number, text: string, headers = {}): Answer {
	return (request, response) => {
		request.on('end', () => response.writeHead(status, headers).end(text));
	};
}
