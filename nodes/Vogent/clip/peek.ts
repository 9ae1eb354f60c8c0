import type { FileContent } from '../transport/form';

const ENOUGH_BYTES = 65_536;

/** The first bytes of a file, and the whole of it. */
export interface Peeked {
	/** At most 64 KB. */
	start: Uint8Array;
	/** Gives the whole file; the first time what is open already. */
	open: () => Promise<FileContent>;
	/** Lets go of what is open and was not asked for. */
	close: () => void;
}

/**
 * Reads the first bytes of a file, and keeps it open for whoever reads all of it: n8n's database storage loads the whole
 * file each time it is opened. Throws what opening and reading throw.
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
			// Given away one by one: whatever holds on to the request must not hold on to the bytes.
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
