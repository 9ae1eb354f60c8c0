import { uint16, uint8 } from './bytes';
import { beginsWithFrames } from './frames';

const HEADER = 7;
const SAMPLE_RATES = 13;

/** AAC in ADTS frames, which do not tell its length. */
export function recognizeAac(start: Uint8Array): number | undefined {
	const isAac = beginsWithFrames(start, HEADER, (offset) => frameLength(start, offset));
	return isAac ? NaN : undefined;
}

/** 0 if there is no valid header. */
function frameLength(start: Uint8Array, offset: number): number {
	const synchronized = (uint16(start, offset) & 0xfff6) === 0xfff0;
	const sampleRate = (uint8(start, offset + 2) >>> 2) & 15;
	if (!synchronized || sampleRate >= SAMPLE_RATES) return 0;
	const length = ((uint8(start, offset + 3) & 3) << 11) | (uint16(start, offset + 4) >>> 5);
	return length >= HEADER ? length : 0;
}
