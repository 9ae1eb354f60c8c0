import type { UploadFile } from '../transport/form';
import { STORAGE_WORDS } from './audio';

const LETTERS = 4;
const BYTES = 3;
/** Decoded at a time. */
const PIECE_BYTES = 87_381 * BYTES;
const PIECE_LETTERS = (PIECE_BYTES / BYTES) * LETTERS;
/** With all its parameters. */
const LONGEST_PREFIX = 1000;

/** Either alphabet, with line breaks, and padding only at the end: Node skips, or stops at, anything else. */
const BASE64 = /^[\w+/\-\s]*(?:=\s*){0,2}$/;

/** Node decodes neither the prefix of a data: URI nor percent-encoded characters. */
const DATA_URI_PREFIX = /^\s*data:.{0,500}?;\s*base64\s*,/is;
const ESCAPED = /%(?:2B|2F|3D|0D|0A)/gi;

/**
 * A file that n8n holds in memory, as Base64 or as a data: URI; undefined if the text is neither, or names n8n's storage. It
 * is decoded piece by piece, so that it is not held twice; only irregular Base64, such as with line breaks, as a whole.
 */
export function base64File(
	text: string,
): Pick<UploadFile, 'size' | 'isInMemory' | 'open'> | undefined {
	const prefix = DATA_URI_PREFIX.exec(text.slice(0, LONGEST_PREFIX))?.[0];
	const base64 =
		prefix === undefined
			? text
			: text.slice(prefix.length).replace(ESCAPED, (escape) => decodeURIComponent(escape));
	if (STORAGE_WORDS.some((word) => word === base64.trim())) return undefined;
	const size = sizeOf(base64);
	if (size !== undefined) {
		return { size, isInMemory: true, open: () => Promise.resolve(decoded(base64)) };
	}
	if (!BASE64.test(base64)) return undefined;
	const bytes = Buffer.from(base64, 'base64');
	return { size: bytes.length, isInMemory: true, open: () => Promise.resolve(wholeFile(bytes)) };
}

/** Undefined if it is irregular: not every four letters are three bytes. */
function sizeOf(base64: string): number | undefined {
	const scratch = Buffer.allocUnsafe(PIECE_BYTES);
	let size = 0;
	for (let at = 0; at < base64.length; at += PIECE_LETTERS) {
		const letters = base64.slice(at, at + PIECE_LETTERS);
		const bytes = scratch.write(letters, 'base64');
		const isLast = at + PIECE_LETTERS >= base64.length;
		if (bytes !== (isLast ? bytesIn(letters.replace(/={1,2}$/, '')) : PIECE_BYTES))
			return undefined;
		size += bytes;
	}
	return size;
}

/** NaN for an impossible number of letters. */
function bytesIn({ length }: string): number {
	return length % LETTERS === 1 ? NaN : Math.floor((length / LETTERS) * BYTES);
}

async function* decoded(base64: string): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < base64.length; at += PIECE_LETTERS) {
		yield Buffer.from(base64.slice(at, at + PIECE_LETTERS), 'base64');
	}
}

async function* wholeFile(bytes: Buffer): AsyncGenerator<Uint8Array> {
	yield bytes;
}
