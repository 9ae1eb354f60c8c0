import { OperationalError } from 'n8n-workflow';

import { sanitizeFileName, sanitizeMimeType } from './fileName';
import { MinorGcTrigger } from './minorGcTrigger';

/** A file that is opened only when it is sent. */
export interface UploadFile {
	fileName: string;
	/** For a file without a usable name; `clip` by default. */
	fallbackName?: string;
	mimeType: string;
	/** The exact length in bytes. */
	size: number;
	/** Whether its bytes are in memory anyway. */
	isInMemory?: boolean;
	open: () => Promise<FileContent>;
}

/** The content of a form. API page: "Clone Voice". */
export interface Upload {
	/** Text fields; `undefined` ones are left out. */
	fields: Record<string, string | undefined>;
	fileField: string;
	file: UploadFile;
}

/** What axios accepts as a file of a form; without a name it is a text field. */
export interface FilePart {
	name: string;
	/** The MIME type. */
	type: string;
	/** The exact length in bytes. */
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
}

/** The bytes of a file, such as a Node stream. `destroy` closes it early. */
export type FileContent = AsyncIterable<Uint8Array> & { destroy?: () => unknown };

/** Streams the bytes from elsewhere, such as n8n's binary store, so that nothing is held in memory. */
class StreamedFile implements FilePart {
	readonly name: string;

	readonly type: string;

	readonly size: number;

	/** Why reading failed. */
	readError: Error | undefined;

	private readonly file: UploadFile;

	private readonly opened = new Set<FileContent>();

	/** How often it was closed: whatever was still opening then is stale. */
	private closings = 0;

	constructor(file: UploadFile) {
		this.file = file;
		this.name = sanitizeFileName(file.fileName, file.fallbackName ?? 'clip');
		this.type = sanitizeMimeType(file.mimeType);
		this.size = file.size;
	}

	/** axios stops reading when a request ends early, but leaves the file open. */
	close(): void {
		this.closings++;
		for (const content of this.opened) content.destroy?.();
		this.opened.clear();
	}

	stream(): AsyncIterable<Uint8Array> {
		// Reading starts a moment later, and the request may have ended by then.
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
		// The length is announced before the first byte. The last chunk is held back until the size is known to match, so that
		// the service never receives a complete request with a partial file.
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
 * A multipart/form-data body for one request of n8n's helper: text fields, then one file, streamed with an exact length.
 * axios writes the parts and their headers.
 *
 * It only looks like a `FormData` to axios: a real one reads its files through web streams, which is slower, and makes Node
 * load its fetch.
 */
export class UploadForm {
	/** n8n would take a form without own properties for an empty body. */
	private readonly file: StreamedFile;

	private readonly parts: Array<[name: string, value: string | FilePart]> = [];

	constructor({ fields, fileField, file }: Upload) {
		this.file = new StreamedFile(file);
		for (const [name, value] of Object.entries(fields)) {
			if (value !== undefined) this.append(name, value);
		}
		this.append(fileField, this.file);
	}

	/** How axios recognizes a form. */
	get [Symbol.toStringTag](): string {
		return 'FormData';
	}

	append(name: string, value: string | FilePart): void {
		this.parts.push([name, value]);
	}

	/** Called by axios. */
	*entries(): Generator<[name: string, value: string | FilePart]> {
		for (const [name, value] of this.parts) {
			yield [name, typeof value === 'string' ? textPart(value) : value];
		}
	}

	[Symbol.iterator](): Generator<[name: string, value: string | FilePart]> {
		return this.entries();
	}

	/** Call it when the request has ended, however it did. */
	close(): void {
		this.file.close();
	}

	/** Why the file could not be read during the upload, if so. */
	get fileError(): Error | undefined {
		return this.file.readError;
	}
}

/** axios turns the line breaks of a string into CRLF. A file without a name is a text field, too, and stays as it is. */
function textPart(value: string): string | FilePart {
	return /[\r\n]/.test(value)
		? new File([value], '', { type: 'text/plain; charset=utf-8' })
		: value;
}
