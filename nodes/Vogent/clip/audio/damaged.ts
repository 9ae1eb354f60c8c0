import { hasBytes } from './bytes';

/** What the file was, to complete "it looks like …", and what to do about it. */
type Damage = { looksLike: string; cure: string };

/** More than chance: of 256 blocks of 64 KB of noise, one has a single U+FFFD. */
const FEWEST_TRACES = 8;

/** n8n writes the name of its storage in place of the bytes of a stored file. */
export const STORAGE_WORDS = [
	'default',
	'filesystem',
	'filesystem-v2',
	'database',
	's3',
	'azure',
] as const;

/** Enough to see how a text began that was decoded as Base64. */
const DECODED_BYTES = 30;

const DATA_URI: Damage = {
	looksLike: 'a data: URI that was decoded as Base64, prefix and all',
	cure: 'Remove everything up to and including "base64," before the node that makes a file of the text.',
};
const WEB_ADDRESS: Damage = {
	looksLike: 'a web address that was decoded as Base64',
	cure: 'Download the file with an HTTP Request node first.',
};
const STORAGE_NAME: Damage = {
	looksLike: "the name of n8n's file storage",
	cure: 'The node before has copied "data" of a stored file without its "id". Pass the whole binary object on.',
};
const READ_AS_TEXT: Damage = {
	looksLike: 'sound that was read as text, which destroys it',
	cure: 'Set "Response Format" to "File" in the node before.',
};
const COMPANION: Damage = {
	looksLike: 'a companion file of macOS, which has no sound in it',
	cure: 'Leave out the files whose names begin with "._".',
};

/** Finds what was a clip once, or was meant to be one, whatever its first bytes look like. */
export function recognizeDamage(start: Uint8Array, size: number): Damage | undefined {
	if (hasBytes(start, 0, [0, 5, 0x16, 7])) return COMPANION;
	return recognizeDecoded(start, size) ?? (wasReadAsText(start, size) ? READ_AS_TEXT : undefined);
}

/** Base64 decoders skip ":", ";" and ",". Encoded again, the rest of the text is readable. */
function recognizeDecoded(start: Uint8Array, size: number): Damage | undefined {
	const isWord = STORAGE_WORDS.some((word) => {
		const decoded = Buffer.from(word, 'base64');
		return size === decoded.length && hasBytes(start, 0, [...decoded]);
	});
	if (isWord) return STORAGE_NAME;
	const text = Buffer.from(start.subarray(0, DECODED_BYTES)).toString('base64');
	if (
		/^(?:filesystem|(?:s3|azure)(?:workflows|chat)|database[\da-f]{8}\+[\da-f]{4}\+)/.test(text)
	) {
		return STORAGE_NAME;
	}
	if (/^https?\/\//i.test(text)) return WEB_ADDRESS;
	if (/^data(?:base64|[a-z]{4,}\/)/i.test(text)) return DATA_URI;
	// Decoding stopped at the "=" of a parameter.
	return size < DECODED_BYTES && /^data[a-z]/i.test(text) ? DATA_URI : undefined;
}

/**
 * Read as UTF-8, bytes that are not text become U+FFFD. Read as Latin-1, they become valid text with control characters that
 * no real text has.
 */
function wasReadAsText(start: Uint8Array, size: number): boolean {
	const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
	let traces = 0;
	for (let at = bytes.indexOf('\ufffd'); at >= 0; at = bytes.indexOf('\ufffd', at + 3)) {
		if (++traces >= FEWEST_TRACES) return true;
	}
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(start, {
			stream: start.length < size,
		});
		return (text.match(/[\u0080-\u009f]/g) ?? []).length >= FEWEST_TRACES;
	} catch {
		return false;
	}
}
