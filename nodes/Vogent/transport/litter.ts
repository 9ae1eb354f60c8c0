/** From so many bytes on, an upload by itself makes V8 collect garbage. */
export const LARGE_FILE_BYTES = 33_554_432;
/** As much as V8 lets short-lived things be before it collects them. */
const YOUNG_BYTES = 67_108_864;
/** The most for one chunk: what is in memory anyway comes in a single one. */
const MOST_BYTES = 524_288;
/** V8 keeps what is much larger apart from other short-lived things. */
const PIECE_BYTES = 65_536;
const BYTES_OF_ELEMENT = 8;

/**
 * Short-lived garbage beside the chunks of a file.
 *
 * V8 gives a buffer's memory back when it collects garbage. A file that is read chunk by chunk leaves hardly any other
 * garbage, so that the quick collections of what is young never happen, and instead the whole heap is gone through for
 * every 50 MB: in n8n's heap that takes longer than the upload. As much garbage as there are bytes makes the quick ones
 * happen in time: `npm run bench` tells what that is worth. One for each time that a file is read.
 */
export class Litter {
	/** Where V8 cannot see that nobody needs it. */
	protected latest: unknown[] = [];

	/** Whether the next chunk is the first one. */
	private isNew = true;

	private readonly fileBytes: number;

	constructor(fileBytes: number) {
		this.fileBytes = fileBytes;
	}

	/**
	 * Leaves garbage for a chunk of so many bytes. For the first one of a large file, unless it is all of it, also enough
	 * for a collection right now: n8n and other nodes have left buffers, too.
	 */
	add(bytes: number): void {
		const isFirstOfMany = this.isNew && bytes < this.fileBytes;
		this.isNew = false;
		if (isFirstOfMany && this.fileBytes >= LARGE_FILE_BYTES) this.leave(YOUNG_BYTES);
		this.leave(Math.min(bytes, MOST_BYTES));
	}

	private leave(bytes: number): void {
		const length = PIECE_BYTES / BYTES_OF_ELEMENT;
		for (let left = bytes; left > 0; left -= PIECE_BYTES) {
			this.latest = new Array<unknown>(length);
		}
	}
}
