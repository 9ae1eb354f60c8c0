import { randomUUID } from 'crypto';

/** A file of a form. Its name and type must be fit for a header. */
export interface FileBytes {
	field: string;
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
 * A multipart/form-data body with text fields, as they are given, and then one file. The names of fields must be fit for
 * a header. For what is in memory: axios writes the others, from streams.
 */
export function encodeForm(
	fields: ReadonlyArray<[name: string, value: string]>,
	{ field, fileName, mimeType, chunks }: FileBytes,
): EncodedForm {
	const boundary = `vogent-${randomUUID()}`;
	const partOf = (name: string, more: string) =>
		`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
	const texts = fields.map(([name, value]) => `${partOf(name, '')}${value}\r\n`);
	const file = partOf(field, `; filename="${fileName}"\r\nContent-Type: ${mimeType}`);
	return {
		body: Buffer.concat([
			Buffer.from(`${texts.join('')}${file}`),
			...chunks,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]),
		headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
	};
}
