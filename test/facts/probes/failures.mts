import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { failureOf, type Failure } from '../support/failure.mts';
import { fileOf, formOf } from '../support/form.mts';
import type { Line } from '../support/line.mts';
import { aggregateError, fakeLookup, systemError } from '../support/lookup.mts';
import { AS_THE_NODE, send } from '../support/send.mts';
import { withServer, type Answer } from '../support/server.mts';

const MADE_UP = {
	'two.test': ['127.0.0.1', '127.0.0.2'],
	'no-dns.test': systemError('getaddrinfo EAI_AGAIN no-dns.test'),
	'silent.test': systemError('connect ETIMEDOUT 127.0.0.1:80'),
	'lost.test': systemError('read ETIMEDOUT'),
	'unreachable.test': systemError('connect ENETUNREACH 127.0.0.1:80'),
	'neither.test': aggregateError([
		systemError('connect ENETUNREACH 127.0.0.1:80'),
		systemError('connect ETIMEDOUT 127.0.0.2:80'),
	]),
};

fakeLookup(MADE_UP);

const get = async (line: Line, url: string) =>
	await failureOf(send(await line.createContext(), { ...AS_THE_NODE, url }));

const upload = async (line: Line, url: string) => {
	const piece = Buffer.alloc(1_000_000);
	const body = formOf([['clip', fileOf(Array<Buffer>(8).fill(piece), { name: 'a.wav' })]]);
	const context = await line.createContext();
	return await failureOf(send(context, { ...AS_THE_NODE, method: 'POST', url, body }));
};

/** A port on which nothing listens. */
async function deadPort(): Promise<number> {
	return await withServer(
		() => undefined,
		({ port }) => Promise.resolve(port),
	);
}

const answered = (answer: Answer, url?: (port: number) => string) => async (line: Line) =>
	await withServer(answer, (server) => get(line, url?.(server.port) ?? server.url));

const uploaded = (answer: Answer) => async (line: Line) =>
	await withServer(answer, ({ url }) => upload(line, url));

const reset: Answer = ({ socket }) => socket.resetAndDestroy();
const close: Answer = ({ socket }) => socket.end();
const whenComplete =
	(answer: Answer): Answer =>
	(request, response) => {
		request.on('end', () => answer(request, response));
	};

/** Begins an answer of 100 bytes, and breaks it off. */
const beginAnd =
	(end: Answer, status = 200): Answer =>
	(request: IncomingMessage, response: ServerResponse) => {
		response.writeHead(status, { 'content-length': 100 });
		response.write('{"id":');
		setTimeout(() => end(request, response), 50);
	};

/** A server that does not speak HTTP. */
async function notHttp(line: Line): Promise<Failure> {
	const server = createServer((socket) => {
		socket.on('error', () => undefined).once('data', () => socket.end('220 ready\r\n'));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		return await get(line, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.close();
	}
}

/** A file that cannot be read to its end. */
async function brokenFile(line: Line): Promise<Failure> {
	const stream = async function* () {
		yield await Promise.resolve(Buffer.from('x'));
		throw new Error('the disk is gone');
	};
	const body = formOf([['clip', { name: 'a.wav', type: 'audio/wav', size: 10, stream }]]);
	const answer: Answer = () => undefined;
	return await withServer(answer, async ({ url }) => {
		const context = await line.createContext();
		return await failureOf(send(context, { ...AS_THE_NODE, method: 'POST', url, body }));
	});
}

export const probes = {
	refused: async (line: Line) => await get(line, `http://127.0.0.1:${await deadPort()}`),
	refusedUpload: async (line: Line) => await upload(line, `http://127.0.0.1:${await deadPort()}`),
	refusedTwice: async (line: Line) => await get(line, `http://two.test:${await deadPort()}`),
	unknownHost: (line: Line) => get(line, 'http://no-such-host.invalid'),
	noDns: (line: Line) => get(line, 'http://no-dns.test'),
	connectTimeOut: (line: Line) => get(line, 'http://silent.test'),
	readTimeOut: (line: Line) => get(line, 'http://lost.test'),
	unreachable: (line: Line) => get(line, 'http://unreachable.test'),
	neitherAddress: (line: Line) => get(line, 'http://neither.test'),
	plainPort: answered(close, (port) => `https://localhost:${port}`),
	resetBeforeAnswer: answered(reset),
	resetDuringUpload: uploaded(reset),
	resetAfterUpload: uploaded(whenComplete(reset)),
	closedBeforeAnswer: answered(close),
	closedAfterUpload: uploaded(whenComplete(close)),
	resetDuringAnswer: answered(beginAnd(reset)),
	closedDuringAnswer: answered(beginAnd(close)),
	closedDuringError: answered(beginAnd(close, 503)),
	notHttp,
	invalidUrl: (line: Line) => get(line, 'nonsense'),
	brokenFile,
};
