import { hasText, textAt, uint16, uint32, uint64 } from './bytes';
import { readChunks } from './chunks';

/** Compression types of AIFC with a fixed number of bytes per sample. */
const UNCOMPRESSED = ['NONE', 'twos', 'sowt', 'in24', 'in32', 'fl32', 'FL32', 'fl64', 'FL64'];
const ONE_BYTE_SAMPLES = ['alaw', 'ALAW', 'ulaw', 'ULAW', 'raw '];

/** AIFF and AIFC, with the length from the chunk "COMM". */
export function recognizeAiff(start: Uint8Array, size: number): number | undefined {
	if (!hasText(start, 0, 'FORM')) return undefined;
	const type = textAt(start, 8, 4);
	if (type !== 'AIFF' && type !== 'AIFC') return undefined;
	for (const { id, content } of readChunks(start, false)) {
		if (id === 'COMM') {
			const compression = type === 'AIFC' ? textAt(content, 18, 4) : 'NONE';
			return readSeconds(content, size, compression);
		}
	}
	return NaN;
}

function readSeconds(common: Uint8Array, size: number, compression: string): number {
	const channels = uint16(common, 0);
	const frames = uint32(common, 2);
	const bytesPerSample = ONE_BYTE_SAMPLES.includes(compression)
		? 1
		: UNCOMPRESSED.includes(compression)
			? Math.ceil(uint16(common, 6) / 8)
			: NaN;
	const fits = frames * channels * bytesPerSample <= size;
	return fits ? frames / extendedFloat(common, 8) : NaN;
}

/** An 80-bit floating point number; NaN if negative. */
function extendedFloat(bytes: Uint8Array, offset: number): number {
	const exponent = uint16(bytes, offset);
	if (exponent >= 0x8000) return NaN;
	return uint64(bytes, offset + 2) * 2 ** (exponent - 16383 - 63);
}
