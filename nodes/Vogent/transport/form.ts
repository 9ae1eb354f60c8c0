import { OperationalError } from 'n8n-workflow';

import { sanitizeFileName, sanitizeMimeType } from './fileName';
import { MinorGcTrigger } from './minorGcTrigger';

/** A file that is opened only when it is sent. `size` is its exact length in bytes. */
export interface UploadFile {
	fileName: string;
	/** What it is called where nothing of its own name can be sent. */
	fallbackName?: string;
	mimeType: string;
	size: number;
	/** Whether its bytes are in memory anyway. */
	isInMemory?: boolean;
	open: () => Promise<FileContent>;
}

/** What a form has. API page: "Clone Voice". */
export interface Upload {
	/** The text fields; those that are `undefined` are left out. */
	fields: Record<string, string | undefined>;
	/** The name of the file's field. */
	fileField: string;
	file: UploadFile;
}

/** What axios takes for a file of a form; without a name it is a text field. */
export interface FilePart {
	name: string;
	/** Its MIME type. */
	type: string;
	/** Its exact length in bytes. */
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
}

/** The bytes of a file, such as a Node stream. `destroy` closes it before its end. */
export type FileContent = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/**
 * What axios takes for a file of a form: its bytes come from elsewhere (n8n's binary store) each time they are asked for,
 * so that nothing is held in memory and a second try can read them again.
 */
class StreamedFile implements FilePart {
	readonly name: string;

	readonly type: string;

	readonly size: number;

	/** Why the bytes could not be read, once that has happened. */
	readError: Error | undefined;

	private readonly file: UploadFile;

	private readonly opened = new Set<FileContent>();

	/** How often it was closed: what was still being opened then is out of date. */
	private closings = 0;

	constructor(file: UploadFile) {
		this.file = file;
		this.name = sanitizeFileName(file.fileName, file.fallbackName ?? 'clip');
		this.type = sanitizeMimeType(file.mimeType);
		this.size = file.size;
	}

	/** Closes what is still open. axios reads no further when a request ends early, but leaves the file open. */
	close(): void {
		this.closings++;
		for (const content of this.opened) content.destroy?.();
		this.opened.clear();
	}

	stream(): AsyncIterable<Uint8Array> {
		// Taken now: the bytes are first asked for a moment later, and the request may have ended by then.
		return this.read(this.closings);
	}

	private async open(closings: number): Promise<FileContent> {
		const content = await this.file.open();
		if (closings !== this.closings) {
			content.destroy?.();
			throw new OperationalError('the request ended before the file was open');
		}
		this.opened.add(content);
		return content;
	}

	private async *read(closings: number): AsyncGenerator<Uint8Array, void, undefined> {
		let size = 0;
		const gcTrigger = this.file.isInMemory ? undefined : new MinorGcTrigger(this.size);
		// The length is announced before the first byte. The last chunk waits until the file is known to have it, so that
		// the service never gets a complete request with a part of a file, or waits for bytes that do not come.
		let last: Uint8Array | undefined;
		try {
			for await (const chunk of await this.open(closings)) {
				const { byteLength } = chunk;
				size += byteLength;
				gcTrigger?.add(byteLength);
				if (size > this.size) break;
				if (last !== undefined) yield last;
				last = chunk;
			}
			if (size !== this.size)
				throw new OperationalError(`the file does not have ${this.size} bytes any more`);
			if (last !== undefined) yield last;
		} catch (error) {
			this.readError = error instanceof Error ? error : new Error(String(error));
			throw this.readError;
		}
	}
}

/**
 * A multipart/form-data body for n8n's request helper: text fields and then one file, with an exact length; for one
 * request. It is streamed: axios, which n8n hands it to, writes the parts and their headers.
 *
 * It is what axios asks of a form, and not a `FormData`: that one's files are read through web streams, which take more
 * time, and its first use makes Node load its fetch.
 */
export class UploadForm {
	/** The file, last in the form. Also what keeps n8n from taking a form without own properties for an empty body. */
	private readonly file: StreamedFile;

	/** Texts as they were given. */
	private readonly parts: Array<[name: string, value: string | FilePart]> = [];

	constructor({ fields, fileField, file }: Upload) {
		this.file = new StreamedFile(file);
		for (const [name, value] of Object.entries(fields)) {
			if (value !== undefined) this.append(name, value);
		}
		this.append(fileField, this.file);
	}

	/** By this name axios knows a form. */
	get [Symbol.toStringTag](): string {
		return 'FormData';
	}

	append(name: string, value: string | FilePart): void {
		this.parts.push([name, value]);
	}

	/** The parts for axios. */
	*entries(): Generator<[name: string, value: string | FilePart]> {
		for (const [name, value] of this.parts) {
			yield [name, typeof value === 'string' ? textPart(value) : value];
		}
	}

	[Symbol.iterator](): Generator<[name: string, value: string | FilePart]> {
		return this.entries();
	}

	/** To be called when the request has ended, however it did. */
	close(): void {
		this.file.close();
	}

	/** Why the file could not be read while it was sent; undefined if it could. */
	get fileError(): Error | undefined {
		return this.file.readError;
	}
}

/**
 * axios, like browsers, turns the line breaks of a string into CRLF. Sent as a file without a name, which is a text
 * field all the same, it arrives as it was given.
 */
function textPart(value: string): string | FilePart {
	return /[\r\n]/.test(value)
		? new File([value], '', { type: 'text/plain; charset=utf-8' })
		: value;
}
