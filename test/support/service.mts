import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { afterAll, afterEach, beforeAll } from '@jest/globals';

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

	private readonly server = createServer(
		(request, response) => void this.handle(request, response),
	);

	/** The address of the API. */
	get baseUrl(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api`;
	}

	/** The method, path and query of each request. */
	get asked(): string[] {
		return this.requests.map(({ method, url }) => `${method} ${url}`);
	}

	async start(): Promise<void> {
		this.server.listen(0, '127.0.0.1');
		await once(this.server, 'listening');
	}

	/** Forgets requests and answers. */
	reset(): void {
		this.requests.length = 0;
		this.answers.length = 0;
		this.onRequest = () => undefined;
	}

	stop(): void {
		this.server.closeAllConnections();
		this.server.close();
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method, url, headers } = request;
		const body = await text(request).catch(() => '');
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
	beforeAll(async () => await service.start());
	afterEach(() => service.reset());
	afterAll(() => service.stop());
	return service;
}
