import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A service that takes uploads and keeps nothing of them, in a process of its own: it reads a request to its end and
 * counts its bytes. It parses no forms and makes no hashes, so that it is faster than those who send.
 *
 * Sends its parent its port when it listens, and what it has received since the last time whenever the parent asks.
 */

/** What came in. */
export interface Receipts {
	/** Requests that were answered with a voice. */
	requests: number;
	/** Bytes of their bodies. */
	bytes: number;
	/** Why others were refused, or were not received to their end. */
	problems: string[];
}

const [apiKey = ''] = process.argv.slice(2);

const voice = {
	id: 'voice-of-the-bench',
	name: 'Bench',
	voiceType: 'cloned',
	voiceTier: 'STANDARD',
	description: '',
};

const none = (): Receipts => ({ requests: 0, bytes: 0, problems: [] });
let receipts = none();

/** Why a request is not an upload as all contenders are to make it; undefined for one that is. */
function fault(request: IncomingMessage, bytes: number): string | undefined {
	const { method, url, headers } = request;
	if (method !== 'POST' || url !== '/api/voices/clone') return `${method} ${url}`;
	if (headers.authorization !== `Bearer ${apiKey}`) return 'another key';
	// A form, or the bare clip.
	const type = headers['content-type'];
	if (!/^(?:multipart\/form-data; boundary=|audio\/)/.test(type ?? '')) return `a ${type}`;
	const announced = headers['content-length'];
	return announced === String(bytes) ? undefined : `${bytes} bytes of ${announced}`;
}

const server = createServer((request, response) => {
	let bytes = 0;
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
	});
	request.on('error', (error) => receipts.problems.push(error.message));
	request.on('end', () => {
		const problem = fault(request, bytes);
		if (problem === undefined) {
			receipts.requests++;
			receipts.bytes += bytes;
		} else receipts.problems.push(problem);
		const body = problem === undefined ? voice : { message: problem };
		response
			.writeHead(problem === undefined ? 200 : 400, { 'content-type': 'application/json' })
			.end(JSON.stringify(body));
	});
});

process.on('message', () => {
	process.send?.(receipts);
	receipts = none();
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
	process.send?.((server.address() as AddressInfo).port);
});
