import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where to upload to, and with which key. */
export interface Service {
	baseUrl: string;
	apiKey: string;
}

/** What came in. */
export interface Receipts {
	/** Requests that were answered with a voice. */
	requests: number;
	/** Bytes of their bodies. */
	bytes: number;
	/** Why others were refused, or were not received to their end. */
	problems: string[];
}

/** A service that takes uploads and keeps nothing of them. */
export interface Receiver extends Service {
	/** What came in since it was last asked. */
	take: () => Receipts;
	stop: () => void;
}

const VOICE = {
	id: 'voice-of-the-bench',
	name: 'Bench',
	voiceType: 'cloned',
	voiceTier: 'STANDARD',
	description: '',
};

const none = (): Receipts => ({ requests: 0, bytes: 0, problems: [] });

/**
 * Starts a service that reads each request to its end and counts its bytes. It parses no forms and makes no hashes, so that
 * it is faster than those who send, which are processes of their own.
 */
export async function startReceiver(): Promise<Receiver> {
	const apiKey = randomBytes(16).toString('hex');
	let receipts = none();
	const server = createServer((request, response) => {
		let bytes = 0;
		request.on('data', (chunk: Buffer) => {
			bytes += chunk.length;
		});
		request.on('error', (error) => receipts.problems.push(error.message));
		request.on('end', () => {
			const problem = problemOf(request, bytes, apiKey);
			if (problem === undefined) {
				receipts.requests++;
				receipts.bytes += bytes;
			} else receipts.problems.push(problem);
			response
				.writeHead(problem === undefined ? 200 : 400, { 'content-type': 'application/json' })
				.end(JSON.stringify(problem === undefined ? VOICE : { message: problem }));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
		apiKey,
		take: () => {
			const taken = receipts;
			receipts = none();
			return taken;
		},
		stop: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** Why a request is not an upload as all contenders are to make it; undefined for one that is. */
function problemOf(request: IncomingMessage, bytes: number, apiKey: string): string | undefined {
	const { method, url, headers } = request;
	if (method !== 'POST' || url !== '/api/voices/clone') return `${method} ${url}`;
	if (headers.authorization !== `Bearer ${apiKey}`) return 'another key';
	// A form, or the bare clip.
	const type = headers['content-type'];
	if (!/^(?:multipart\/form-data; boundary=|audio\/)/.test(type ?? '')) return `a ${type}`;
	const announced = headers['content-length'];
	return announced === String(bytes) ? undefined : `${bytes} bytes of ${announced}`;
}
