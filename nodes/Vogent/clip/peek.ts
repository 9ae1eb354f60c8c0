import type { FileContent } from '../transport/form';

const ENOUGH_BYTES = 65_536;

export interface Peeked {
	/** The first bytes, at most 64 KB. */
	start: Uint8Array;
	/** Returns the whole file, the first time without reopening it. */
	open: () => Promise<FileContent>;
	/** Closes the file if nobody has asked for it. */
	close: () => void;
}

/**
 * Reads the first bytes of a file and keeps it open: n8n's database storage loads the whole file each time it is opened.
 * Throws what opening and reading throw.
 */
export async function peek(open: () => Promise<FileContent>): Promise<Peeked> {
	const content = await open();
	const chunks: Uint8Array[] = [];
	const rest = content[Symbol.asyncIterator]();
	let length = 0;
	let isRead = false;
	try {
		while (length < ENOUGH_BYTES) {
			const { done, value } = await rest.next();
			if (done) break;
			chunks.push(value);
			length += value.byteLength;
		}
		isRead = true;
	} finally {
		if (!isRead) content.destroy?.();
	}
	let whole: FileContent | undefined = {
		async *[Symbol.asyncIterator]() {
			// Dropped one by one: whatever retains the request must not retain the bytes.
			for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) yield chunk;
			yield* { [Symbol.asyncIterator]: () => rest };
		},
		destroy: () => content.destroy?.(),
	};
	return {
		start: concatStart(chunks),
		open: async () => {
			const first = whole;
			whole = undefined;
			return first ?? (await open());
		},
		close: () => {
			whole?.destroy?.();
			whole = undefined;
		},
	};
}

function concatStart(chunks: Uint8Array[]): Uint8Array {
	const [first] = chunks;
	if (first !== undefined && chunks.length === 1) return first.subarray(0, ENOUGH_BYTES);
	const start = new Uint8Array(
		Math.min(
			ENOUGH_BYTES,
			chunks.reduce((sum, { byteLength }) => sum + byteLength, 0),
		),
	);
	let offset = 0;
	for (const chunk of chunks) {
		const part = chunk.subarray(0, start.length - offset);
		start.set(part, offset);
		offset += part.byteLength;
	}
	return start;
}
