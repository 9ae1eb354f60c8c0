/*
 * Numbers are big-endian unless `littleEndian` is set. Beyond the end of the bytes they are NaN: every comparison with it is
 * false, and no length that is computed from it is shown.
 */

/** One byte. */
export function uint8(bytes: Uint8Array, offset: number): number {
	return bytes[offset] ?? NaN;
}

/** Two bytes. */
export function uint16(bytes: Uint8Array, offset: number, littleEndian = false): number {
	return read(bytes, offset, 2, (view) => view.getUint16(0, littleEndian));
}

/** Four bytes. */
export function uint32(bytes: Uint8Array, offset: number, littleEndian = false): number {
	return read(bytes, offset, 4, (view) => view.getUint32(0, littleEndian));
}

/** Eight bytes; above 2^53 the nearest number that JavaScript has. */
export function uint64(bytes: Uint8Array, offset: number, littleEndian = false): number {
	return read(bytes, offset, 8, (view) => Number(view.getBigUint64(0, littleEndian)));
}

/** Bytes as Latin-1 characters, fewer at the end. */
export function textAt(bytes: Uint8Array, offset: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

/** Whether these bytes are there. */
export function hasBytes(bytes: Uint8Array, offset: number, expected: readonly number[]): boolean {
	return expected.every((byte, index) => bytes[offset + index] === byte);
}

/** Whether these Latin-1 characters are there. */
export function hasText(bytes: Uint8Array, offset: number, expected: string): boolean {
	return textAt(bytes, offset, expected.length) === expected;
}

function read(
	bytes: Uint8Array,
	offset: number,
	length: number,
	get: (view: DataView) => number,
): number {
	if (offset + length > bytes.length) return NaN;
	return get(new DataView(bytes.buffer, bytes.byteOffset + offset, length));
}
