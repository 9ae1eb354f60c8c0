import type { UploadFile } from './transport/form';

/** Four letters of Base64 are three bytes. */
const LETTERS = 4;
const BYTES = 3;
/** So many bytes are decoded at a time. */
const PIECE_BYTES = 87_381 * BYTES;
const PIECE_LETTERS = (PIECE_BYTES / BYTES) * LETTERS;

/**
 * A file that n8n holds in memory, as Base64: its size in bytes, and how to read it. It is decoded piece by piece, so that
 * it is not held twice. Text that a Code node has made and that is not plain Base64, with line breaks for instance, is
 * decoded as a whole.
 */
export function heldFile(base64: string): Pick<UploadFile, 'size' | 'isHeld' | 'open'> {
	const size = sizeOf(base64);
	if (size !== undefined) {
		return { size, isHeld: true, open: () => Promise.resolve(decoded(base64)) };
	}
	const bytes = Buffer.from(base64, 'base64');
	return { size: bytes.length, isHeld: true, open: () => Promise.resolve(inOnePiece(bytes)) };
}

/** How many bytes it is; undefined if its pieces are not what the whole of it is. */
function sizeOf(base64: string): number | undefined {
	const scratch = Buffer.allocUnsafe(PIECE_BYTES);
	let size = 0;
	for (let at = 0; at < base64.length; at += PIECE_LETTERS) {
		const bytes = scratch.write(base64.slice(at, at + PIECE_LETTERS), 'base64');
		const isLast = at + PIECE_LETTERS >= base64.length;
		if (!isLast && bytes !== PIECE_BYTES) return undefined;
		size += bytes;
	}
	return size;
}

async function* decoded(base64: string): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < base64.length; at += PIECE_LETTERS) {
		yield Buffer.from(base64.slice(at, at + PIECE_LETTERS), 'base64');
	}
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
	yield bytes;
}
