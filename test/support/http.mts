import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in the process of the tests. */
export interface HttpServer {
	/** Without a slash at the end. */
	url: string;
	stop: () => Promise<void>;
}

/** Starts a server on 127.0.0.1; `answer` gets each request at once, while its body may still be arriving. */
export async function startServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HttpServer> {
	const server = createServer(answer).listen(0, '127.0.0.1');
	server.on('clientError', (_error, socket) => socket.destroy());
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
