import type { IHttpRequestOptions } from 'n8n-workflow';

/** A field of a form that axios takes for a file: it is read when it is sent. */
export interface FileLike {
	name?: string;
	type: string;
	size: number;
	stream: () => AsyncIterable<Uint8Array>;
}

/** A form whose entries are given as they are, files that are no `File` included. */
class Form extends FormData {
	readonly #entries: Array<[string, string | FileLike]>;

	constructor(entries: Array<[string, string | FileLike]>) {
		super();
		this.#entries = entries;
	}

	override entries() {
		return this.#entries.values() as unknown as ReturnType<FormData['entries']>;
	}

	override [Symbol.iterator]() {
		return this.entries();
	}
}

/** A form with these fields, as the body of a request. */
export function formOf(entries: Array<[string, string | FileLike]>): IHttpRequestOptions['body'] {
	return new Form(entries) as unknown as IHttpRequestOptions['body'];
}

/** A file whose bytes come in pieces, one after the other with `pauseMs` in between. */
export function fileOf(
	pieces: Uint8Array[],
	{
		name,
		type = 'audio/wav',
		pauseMs = 0,
	}: { name?: string; type?: string; pauseMs?: number } = {},
): FileLike {
	return {
		name,
		type,
		size: pieces.reduce((size, piece) => size + piece.length, 0),
		stream: async function* () {
			for (const piece of pieces) {
				await new Promise((resolve) => setTimeout(resolve, pauseMs));
				yield piece;
			}
		},
	};
}
