import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	const server = createServer((request, response) => {
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
	server.on('clientError', (_error, socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	try {
		return await use({ port, url: `http://127.0.0.1:${port}`, received });
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

/** An answer with this status and text, given when the request is complete. */
export function answerWith(status: number, text: string, headers = {}): Answer {
	return (request, response) => {
		request.on('end', () => response.writeHead(status, headers).end(text));
	};
}
