import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll } from '@jest/globals';

import { startServer, type HttpServer } from './http.mts';

/**
 * Gives a test file a server of its own, with a path like the API's, where the simulator knows too much of the API, or
 * answers too well; `answer` gets the whole body.
 */
export function useLocalServer(
	answer: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void,
): { baseUrl: string } {
	const local = { baseUrl: '' };
	let server: HttpServer;
	beforeAll(async () => {
		server = await startServer((request, response) => {
			void buffer(request).then(
				(body) => answer(request, body, response),
				() => undefined,
			);
		});
		local.baseUrl = `${server.url}/api`;
	});
	afterAll(async () => await server.stop());
	return local;
}

/** What a service answers. */
export interface Answer {
	/** 200 if left out. */
	status?: number;
	headers?: Record<string, string>;
	/** Sent as JSON unless it is text. */
	body?: string | object;
	/** Instead: ends the connection, before the answer or in the middle of it; or never answers. */
	trouble?: 'lost' | 'broken off' | 'silent';
}

/** A request as it came. */
export interface Received {
	method?: string;
	/** Path and query. */
	url?: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** When it came, by the clock of the test. */
	at: number;
}

/** A small HTTP service in the process of the test. It gives the answers that the test has lined up, then empty lists. */
export class Service {
	readonly requests: Received[] = [];

	readonly answers: Answer[] = [];

	/** Called for each request, before it is answered; what it gives is waited for. */
	onRequest: (request: Received) => unknown = () => undefined;

	private readonly server = useLocalServer(
		(request, body, response) => void this.handle(request, body.toString(), response),
	);

	/** The address of the API. */
	get baseUrl(): string {
		return this.server.baseUrl;
	}

	/** The method, path and query of each request. */
	get asked(): string[] {
		return this.requests.map(({ method, url }) => `${method} ${url}`);
	}

	/** Forgets requests and answers. */
	reset(): void {
		this.requests.length = 0;
		this.answers.length = 0;
		this.onRequest = () => undefined;
	}

	private async handle(request: IncomingMessage, body: string, response: ServerResponse) {
		const { method, url, headers } = request;
		const received = { method, url, headers, body, at: Date.now() };
		this.requests.push(received);
		await this.onRequest(received);
		const answer: Answer = this.answers.shift() ?? { body: { voices: [] } };
		if (answer.trouble === 'lost') return void response.destroy();
		if (answer.trouble === 'silent') return;
		const content =
			typeof answer.body === 'object' ? JSON.stringify(answer.body) : (answer.body ?? '');
		response.writeHead(answer.status ?? 200, {
			'content-type': 'application/json',
			...answer.headers,
		});
		if (answer.trouble !== 'broken off') return void response.end(content);
		response.write(content, () => response.destroy());
	}
}

/** Gives a test file a service, which forgets everything after each test and is stopped after the last. */
export function useService(): Service {
	const service = new Service();
	afterEach(() => service.reset());
	return service;
}
