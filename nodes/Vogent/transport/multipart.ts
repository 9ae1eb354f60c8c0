import { randomUUID } from 'crypto';

/** A file of a form. Its name and type must be fit for a header. */
export interface FileBytes {
	fileName: string;
	mimeType: string;
	chunks: Uint8Array[];
}

/** A request's body as bytes, with the header that says how to read it. */
export interface EncodedForm {
	body: Buffer;
	headers: { 'Content-Type': string };
}

/**
 * A multipart/form-data body with these texts, as they are given, and files. The names of fields must be fit for a header.
 * For what is in memory: axios writes the others, from streams.
 */
export function encodeForm(
	parts: ReadonlyArray<[name: string, value: string | FileBytes]>,
): EncodedForm {
	const boundary = `vogent-${randomUUID()}`;
	const pieces = parts.flatMap(([name, value]) => {
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
		if (typeof value === 'string') return [Buffer.from(`${head}\r\n\r\n${value}\r\n`)];
		const { fileName, mimeType, chunks } = value;
		const file = `${head}; filename="${fileName}"\r\nContent-Type: ${mimeType}\r\n\r\n`;
		return [Buffer.from(file), ...chunks, Buffer.from('\r\n')];
	});
	return {
		body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
		headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	};
}
