import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

import busboy from 'busboy';

/** One part of a form, as busboy reads it. */
export interface FormPart {
	name: string;
	/** A text, or the hash of a file's bytes. */
	value: string;
	size: number;
	/** Undefined for a text. */
	fileName: string | undefined;
}

/** One part as its bytes have it: its header lines, and the hash of what follows them. */
export interface RawPart {
	headers: string[];
	sha256: string;
	size: number;
}

/** The names of a request's headers, in lower case and in order, each as often as it was sent. */
export function headerNames({ rawHeaders }: IncomingMessage): string[] {
	return rawHeaders
		.filter((_, index) => index % 2 === 0)
		.map((name) => name.toLowerCase())
		.sort();
}

/** What busboy makes of a form. Throws what busboy finds wrong with it. */
export async function readForm(request: IncomingMessage, body: Buffer): Promise<FormPart[]> {
	const parts: FormPart[] = [];
	const parser = busboy({
		headers: request.headers,
		defParamCharset: 'utf8',
		preservePath: true,
	});
	parser.on('field', (name, value) => {
		parts.push({ name, value, size: Buffer.byteLength(value), fileName: undefined });
	});
	parser.on('file', (name, stream, { filename }) => {
		const part: FormPart = { name, value: '', size: 0, fileName: filename ?? '' };
		parts.push(part);
		const hash = createHash('sha256');
		stream.on('data', (chunk: Buffer) => {
			hash.update(chunk);
			part.size += chunk.length;
		});
		stream.on('end', () => (part.value = hash.digest('hex')));
	});
	parser.end(body);
	await finished(parser);
	return parts;
}

/**
 * The parts between the boundary lines, without a parser's leniency. Throws if there is anything before the first
 * boundary, behind the last, or in a boundary's line.
 */
export function readRawForm(request: IncomingMessage, body: Buffer): RawPart[] {
	const boundary = /boundary=([\w.-]+)$/.exec(request.headers['content-type'] ?? '')?.[1];
	if (boundary === undefined) throw new Error('the request names no boundary');
	const [before, ...parts] = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
	const after = parts.pop();
	if (before !== '' || after !== '--\r\n') throw new Error('the form has bytes outside its parts');
	return parts.map((part) => {
		const end = part.indexOf('\r\n\r\n');
		if (end < 0 || !part.startsWith('\r\n')) throw new Error('a part has no headers');
		const content = Buffer.from(part.slice(end + 4), 'latin1');
		return {
			headers: Buffer.from(part.slice(2, end), 'latin1').toString('utf8').split('\r\n'),
			sha256: sha256(content),
			size: content.length,
		};
	});
}

/** The hash of bytes, or of a text in UTF-8. */
export function sha256(content: Uint8Array | string): string {
	return createHash('sha256').update(content).digest('hex');
}
