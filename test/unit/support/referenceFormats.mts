/**
 * Prints what file-type and music-metadata find in the files that it is called with, as JSON. They are ES modules,
 * which Jest's CommonJS cannot load, so that the tests run this by itself.
 */
import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { parseBuffer, UnsupportedFileTypeError } from 'music-metadata';

/** `seconds` is missing where music-metadata does not know the format or the length. */
export type Reference = { mimeType?: string; extension?: string; seconds?: number };

async function lookUp(path: string): Promise<Reference> {
	const bytes = await readFile(path);
	const type = await fileTypeFromBuffer(bytes);
	return {
		mimeType: type?.mime,
		extension: type && `.${type.ext}`,
		seconds: await readSeconds(bytes),
	};
}

async function readSeconds(bytes: Uint8Array): Promise<number | undefined> {
	try {
		return (await parseBuffer(bytes)).format.duration;
	} catch (error) {
		if (error instanceof UnsupportedFileTypeError) return undefined;
		throw error;
	}
}

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(lookUp))));
