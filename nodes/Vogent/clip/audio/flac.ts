import { hasText, uint32, uint8 } from './bytes';

/** FLAC, with the length if it was known when the file was written. */
export function recognizeFlac(start: Uint8Array): number | undefined {
	return hasText(start, 0, 'fLaC') ? readSeconds(start) : undefined;
}

/** The first block, STREAMINFO, has 20 bits of sample rate, 8 of other things, and 36 of sample count. */
function readSeconds(start: Uint8Array): number {
	const isStreamInfo = (uint8(start, 4) & 0x7f) === 0;
	if (!isStreamInfo) return NaN;
	const sampleRate = uint32(start, 18) >>> 12;
	const samples = (uint8(start, 21) & 0x0f) * 2 ** 32 + uint32(start, 22);
	return samples / sampleRate;
}
