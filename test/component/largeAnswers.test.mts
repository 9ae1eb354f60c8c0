import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { expect, test } from '@jest/globals';

import { errorOf } from './support/execution.mts';
import { useLocalServer } from '../support/service.mts';

/** Answers that are larger than any of the API's. */
let answer: (response: ServerResponse) => void;
const server = useLocalServer((_request, _body, response) => answer(response));
const listing = () =>
	errorOf({
		credential: { apiKey: 'key', baseUrl: server.baseUrl },
		parameters: { resource: 'model', operation: 'getAll', options: { maxTries: 1 } },
	});

test('of a small answer that unpacks to more than 64 MB no more is read', async () => {
	const packed = gzipSync(`{"data":[],"cursor":null,"more":"${' '.repeat(80_000_000)}"}`);
	answer = (response) => {
		response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' });
		response.end(packed);
	};
	const { message } = await listing();
	expect(message).toBe("Vogent's answer could not be read: it is larger than 64 MB [item 0]");
});

test('of an error that never ends only the beginning is read, and the connection is closed', async () => {
	let isLeft: (value: number) => void = () => undefined;
	const left = new Promise<number>((resolve) => (isLeft = resolve));
	answer = (response) => {
		let sent = 0;
		response.writeHead(400, { 'content-type': 'text/plain' });
		const more = () => {
			while (response.write('Not so. '.repeat(1000))) sent += 8000;
		};
		response.on('drain', more).on('close', () => isLeft(sent));
		more();
	};
	const error = await listing();
	expect(error.message).toMatch(/^Not so\. Not so\./);
	expect(error).toMatchObject({ httpCode: '400' });
	// What is on its way when the connection is closed counts, too.
	expect(await left).toBeLessThan(10_000_000);
});
