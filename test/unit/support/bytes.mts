/** Bytes one after the other; a string stands for its Latin-1 characters. */
export function bytes(...parts: Array<string | number | ArrayLike<number>>): Uint8Array {
	return Uint8Array.from(
		parts.flatMap((part) =>
			typeof part === 'number'
				? [part]
				: typeof part === 'string'
					? [...Buffer.from(part, 'latin1')]
					: Array.from(part),
		),
	);
}

/** A number in so many bytes, the highest first. */
export function big(value: number, length: number): Uint8Array {
	const result = new Uint8Array(length);
	for (let index = length - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) {
		result[index] = rest % 256;
	}
	return result;
}

/** A number in so many bytes, the lowest first. */
export function little(value: number, length: number): Uint8Array {
	return big(value, length).reverse();
}

export function zeros(length: number): Uint8Array {
	return new Uint8Array(length);
}

/** Numbers as random as they look, the same in every run. */
export function* noise(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		yield state / 2 ** 32;
	}
}
