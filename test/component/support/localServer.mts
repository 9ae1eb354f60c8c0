import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll } from '@jest/globals';

/** A server in the process of the tests, where the simulator knows too much of the API, or answers too well. */
export interface LocalServer {
	/** Where it is, with a path like the API's. */
	baseUrl: string;
}

/** Gives a test file a server of its own; `handle` answers, and gets the whole body. */
export function useLocalServer(
	handle: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void,
): LocalServer {
	const local: LocalServer = { baseUrl: '' };
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => handle(request, Buffer.concat(chunks), response));
	});
	beforeAll(async () => {
		server.listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		local.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return local;
}
