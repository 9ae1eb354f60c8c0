import type { IBinaryData, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { defaultClipName, isCutShort, recognizeClip } from '../clip/audio';
import { peek } from '../clip/peek';
import type { ItemRun } from '../execution/run';
import type { BodyStream } from '../transport/send';
import { InvalidFileError, type OpenFile } from '../transport/file';
import { sanitizeFileName } from '../transport/fileName';

const MEGABYTE = 1_000_000;

/** From where n8n's binary store is used. */
export interface StoringCaller {
	context: IExecuteFunctions | IWebhookFunctions;
}

/** How a file is kept. */
export interface FileToStore {
	fileName: string;
	mimeType: string;
	/** The largest file that is taken. */
	maxMegabytes: number;
}

/**
 * Streams an audio file of the service into n8n's binary store. Throws an InvalidFileError for what is no audio, is too
 * large, or is not whole: the stream that n8n reads ends with it, so that nothing is left in the store. Name and type are
 * always given: n8n would otherwise guess them from the stream, or not find them.
 */
export async function storeFile(
	{ context }: StoringCaller,
	file: OpenFile,
	{ fileName, mimeType, maxMegabytes }: FileToStore,
): Promise<IBinaryData> {
	const announced = announcedSize(file);
	checkSize(announced ?? 0, maxMegabytes);
	const { start, open } = await peek(() => Promise.resolve(file.stream));
	if (start.length === 0) throw new InvalidFileError('it is empty');
	// More may follow.
	checkContent(file, start, start.length + 1);
	const bytes = checkedBytes(file, { start, content: await open(), announced, maxMegabytes });
	const name = sanitizeFileName(fileName, defaultClipName(mimeType));
	return await context.helpers.prepareBinaryData(streamLike(file.stream, bytes), name, mimeType);
}

interface Received {
	/** The first bytes. */
	start: Uint8Array;
	/** All of them. */
	content: AsyncIterable<Uint8Array>;
	/** How many bytes the service has said that there are. */
	announced: number | undefined;
	maxMegabytes: number;
}

async function* checkedBytes(
	file: OpenFile,
	{ start, content, announced, maxMegabytes }: Received,
): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const chunk of content) {
		size += chunk.byteLength;
		checkSize(size, maxMegabytes);
		yield chunk;
	}
	if (announced !== undefined && announced !== size) {
		throw new InvalidFileError(`it has ${size} bytes instead of ${announced}`);
	}
	checkContent(file, start, size);
	if (isCutShort(start, size)) throw new InvalidFileError('its end is missing');
}

function checkSize(size: number, maxMegabytes: number): void {
	if (size <= maxMegabytes * MEGABYTE) return;
	throw new InvalidFileError(
		`it is larger than ${maxMegabytes} MB, as "Max File Size (MB)" in the options has it`,
		{ isTransient: false },
	);
}

/** Sign-in pages and proxies answer 200, too, and may call what they send audio. */
function checkContent({ headers }: OpenFile, start: Uint8Array, size: number): void {
	const content = recognizeClip(start, size);
	if (content.kind === 'other') throw new InvalidFileError(`it looks like ${content.looksLike}`);
	const isText = /^text\/|json|xml|html/i.test(String(headers['content-type'] ?? ''));
	if (isText && content.kind !== 'audio') throw new InvalidFileError('it is not audio');
}

function announcedSize({ headers }: OpenFile): number | undefined {
	const { 'content-length': length } = headers;
	return typeof length === 'string' && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** A Node stream of these bytes. Node's streams cannot be imported here; each of their classes knows how to make one. */
function streamLike(stream: BodyStream, bytes: AsyncIterable<Uint8Array>): BodyStream {
	const { from } = stream.constructor as unknown as {
		from: (bytes: AsyncIterable<Uint8Array>) => BodyStream;
	};
	return from(bytes);
}

/** What the JSON of an item tells of the file that it has. */
export interface FileDescription {
	fileName: string | undefined;
	mimeType: string;
	/** Bytes. */
	fileSize: number;
}

/** What is told of a file that n8n has stored; n8n 1 does not write its size in bytes into the file's data. */
export async function describeFile(
	{ context }: Pick<ItemRun, 'context'>,
	{ fileName, mimeType, bytes, id, data }: IBinaryData,
): Promise<FileDescription> {
	const told = { fileName, mimeType };
	if (bytes !== undefined) return { ...told, fileSize: bytes };
	if (id === undefined) return { ...told, fileSize: Buffer.byteLength(data, 'base64') };
	return { ...told, fileSize: (await context.helpers.getBinaryMetadata(id)).fileSize };
}
