import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

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

export const probes = {
	refused: async (line: Line) => await get(line, `http://127.0.0.1:${await deadPort()}`),
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
	notHttp,
	invalidUrl: (line: Line) => get(line, 'nonsense'),
};
