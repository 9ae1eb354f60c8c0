import { textAt, uint32 } from './bytes';

/** `offset` is where the content begins, `length` what the header says, `content` as much as there is. */
export type Chunk = { id: string; offset: number; length: number; content: Uint8Array };

const HEADER = 8;
const FIRST_CHUNK = 12;

/** The chunks of a RIFF or IFF file, as far as their headers are within `start`. */
export function* readChunks(start: Uint8Array, littleEndian: boolean): Generator<Chunk> {
	let offset = FIRST_CHUNK;
	while (offset + HEADER <= start.length) {
		const length = uint32(start, offset + 4, littleEndian);
		offset += HEADER;
		const content = start.subarray(offset, offset + length);
		yield { id: textAt(start, offset - HEADER, 4), offset, length, content };
		// Chunks begin at even offsets.
		offset += length + (length % 2);
	}
}
