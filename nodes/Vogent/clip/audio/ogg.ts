import { hasText, uint8 } from './bytes';

const SEGMENT_COUNT = 26;
const SEGMENT_TABLE = 27;

/** Ogg whose first packet begins with one of these; a video has its picture first. The length is at the end of the file. */
export function recognizeOgg(...signatures: string[]): (start: Uint8Array) => number | undefined {
	return (start) => {
		if (!hasText(start, 0, 'OggS')) return undefined;
		const firstPacket = SEGMENT_TABLE + uint8(start, SEGMENT_COUNT);
		const isIt = signatures.some((signature) => hasText(start, firstPacket, signature));
		return isIt ? NaN : undefined;
	};
}
