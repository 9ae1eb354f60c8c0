import { hasText, textAt, uint32, uint64, uint8 } from './bytes';

const DURATION_UNKNOWN = 0xffffffff;

/** MPEG-4 of these brands, with the length from the box "mvhd". */
export function recognizeMpeg4(brand: RegExp): (start: Uint8Array) => number | undefined {
	return (start) => {
		const isIt = hasText(start, 4, 'ftyp') && brand.test(textAt(start, 8, 4));
		return isIt ? readSeconds(start) : undefined;
	};
}

function readSeconds(start: Uint8Array): number {
	const header = findBox(findBox(start, 'moov'), 'mvhd');
	const isLong = uint8(header, 0) === 1;
	const ticksPerSecond = uint32(header, isLong ? 20 : 12);
	const ticks = isLong ? uint64(header, 24) : uint32(header, 16);
	return ticks === DURATION_UNKNOWN ? NaN : ticks / ticksPerSecond;
}

/** As much of the first box of that type as there is; no bytes if there is none. */
function findBox(bytes: Uint8Array, type: string): Uint8Array {
	let offset = 0;
	while (offset < bytes.length) {
		const short = uint32(bytes, offset);
		const header = short === 1 ? 16 : 8;
		const length = short === 1 ? uint64(bytes, offset + 8) : short;
		// 0 means "to the end of the file", which only the sound itself has.
		if (!(length >= header)) break;
		if (hasText(bytes, offset + 4, type)) return bytes.subarray(offset + header, offset + length);
		offset += length;
	}
	return bytes.subarray(bytes.length);
}
