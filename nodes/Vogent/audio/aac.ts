import { uint16, uint8 } from './bytes';
import { audio } from './content';
import type { AudioContent } from './content';

const SHORTEST_FRAME = 7;
const SAMPLE_RATES = 13;

/** AAC in ADTS frames. If the next frame's header is within `start`, it must be one too. */
export function recognizeAac(start: Uint8Array, size: number): AudioContent | undefined {
	const length = frameLength(start, 0);
	if (length === 0) return undefined;
	const reachesNext = length + SHORTEST_FRAME <= start.length;
	if (reachesNext && frameLength(start, length) === 0) return undefined;
	return audio('AAC', size);
}

/** 0 if there is no valid header. */
function frameLength(start: Uint8Array, offset: number): number {
	const synchronized = (uint16(start, offset) & 0xfff6) === 0xfff0;
	const sampleRate = (uint8(start, offset + 2) >>> 2) & 15;
	if (!synchronized || sampleRate >= SAMPLE_RATES) return 0;
	const length = ((uint8(start, offset + 3) & 3) << 11) | (uint16(start, offset + 4) >>> 5);
	return length >= SHORTEST_FRAME ? length : 0;
}
