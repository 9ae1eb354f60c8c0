import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import { finished } from 'node:stream/promises';
import busboy from 'busboy';
import { messageOf } from '../support/messageOf.mts';
import { apiRoot } from './api-root.mts';
import type { Exchange } from './exchange.mts';
import type { ReceivedPart, ReceivedRequest } from './records.mts';

const longestText = 20_000_000;

/** Starts the record of a request, before anything of its body is read. */
export function startRecord(request: IncomingMessage): ReceivedRequest {
	const url = request.url ?? '';
	const [path = '', search = ''] = url.split(/\?(.*)/s);
	return {
		method: request.method ?? '',
		url,
		path: path.startsWith(`${apiRoot}/`) ? path.slice(apiRoot.length) : path,
		query: { ...parse(search) } as ReceivedRequest['query'],
		headers: request.headers,
		rawHeaders: request.rawHeaders,
		contentLength: request.headers['content-length'] ?? null,
		chunked: /\bchunked\b/i.test(request.headers['transfer-encoding'] ?? ''),
		bytesReceived: 0,
		complete: false,
		text: null,
		parts: null,
		malformed: null,
		operationId: null,
		status: null,
		receivedAt: Date.now(),
		endedAt: null,
		aborted: false,
	};
}

/**
 * Reads the body to its end into the record; files are hashed as they pass and never kept.
 * Never throws: what cannot be parsed is told in `malformed`, and a client that broke off leaves `complete` false.
 */
export async function receiveBody(
	request: IncomingMessage,
	record: ReceivedRequest,
): Promise<void> {
	const contentType = request.headers['content-type'] ?? '';
	const reading = /^multipart\//i.test(contentType)
		? readParts(request, record)
		: readText(request, record);
	request.on('data', (chunk: Buffer) => {
		record.bytesReceived += chunk.length;
	});
	await reading;
	record.endedAt = Date.now();
	record.complete = isWhole(request);
	if (record.text && /^application\/json\b/i.test(contentType)) parseJson(record);
}

/** As receiveBody, but breaks the connection after this many bytes, or at the end of a shorter body. */
export async function receiveSome(exchange: Exchange, bytes: number): Promise<void> {
	const { request, record } = exchange;
	const received = receiveBody(request, record);
	request.on('data', () => {
		if (record.bytesReceived >= bytes) exchange.reset();
	});
	await received;
	exchange.reset();
	record.complete = false;
}

async function readText(request: IncomingMessage, record: ReceivedRequest): Promise<void> {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => {
		if (record.bytesReceived <= longestText) chunks.push(chunk);
	});
	await end(request);
	if (record.bytesReceived > longestText) {
		record.malformed = `The body is longer than the ${longestText} bytes kept of a text`;
	}
	record.text = chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : null;
}

async function readParts(request: IncomingMessage, record: ReceivedRequest): Promise<void> {
	const parts: ReceivedPart[] = [];
	record.parts = parts;
	let parser: busboy.Busboy;
	try {
		parser = busboy({
			headers: request.headers,
			defParamCharset: 'utf8',
			preservePath: true,
			limits: { fieldSize: longestText },
		});
	} catch (error) {
		record.malformed = messageOf(error);
		request.resume();
		return await end(request);
	}
	parser.on('file', (name, stream, info) => {
		const hash = createHash('sha256');
		const part: ReceivedPart = {
			name,
			kind: 'file',
			filename: info.filename ?? null,
			mimeType: info.mimeType,
			encoding: info.encoding,
			size: 0,
			sha256: null,
			value: null,
		};
		parts.push(part);
		stream.on('data', (chunk: Buffer) => {
			hash.update(chunk);
			part.size += chunk.length;
		});
		stream.on('end', () => {
			part.sha256 = hash.digest('hex');
		});
		stream.on('error', (error) => {
			record.malformed = messageOf(error);
		});
	});
	parser.on('field', (name, value, info) => {
		if (info.valueTruncated) record.malformed = `The text of ${name} is too long`;
		parts.push({
			name,
			kind: 'text',
			filename: null,
			mimeType: info.mimeType,
			encoding: info.encoding,
			size: Buffer.byteLength(value),
			sha256: null,
			value,
		});
	});
	const parsed = finished(parser).catch((error: unknown) => {
		record.malformed = messageOf(error);
		// Without this the client would wait for ever: a paused request has no end.
		request.unpipe(parser);
		request.resume();
	});
	request.pipe(parser);
	await end(request);
	if (!isWhole(request)) parser.destroy();
	await parsed;
}

/** Waits for the end of the request, whole or not. */
async function end(request: IncomingMessage): Promise<void> {
	await finished(request, { writable: false }).catch(() => undefined);
}

/** A request that is gone before all of it was read is not whole, even if all of it had come. */
function isWhole(request: IncomingMessage): boolean {
	return request.complete && request.readableEnded;
}

function parseJson(record: ReceivedRequest): void {
	try {
		record.json = JSON.parse(record.text ?? '');
	} catch (error) {
		record.malformed = messageOf(error);
	}
}
