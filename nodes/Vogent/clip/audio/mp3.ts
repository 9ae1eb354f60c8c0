import { hasText, uint32, uint8 } from './bytes';
import { beginsWithFrames } from './frames';

type Frame = { length: number; samples: number; sampleRate: number; sideInformation: number };

/** kbit/s by the index in the header; 0 and 15 are invalid. */
const BITRATES = {
	version1: [NaN, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, NaN],
	version2: [NaN, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, NaN],
};

/** By the two bits of the version; 1 is invalid. */
const SAMPLE_RATES = [
	[11025, 12000, 8000], // 2.5
	[],
	[22050, 24000, 16000], // 2
	[44100, 48000, 32000], // 1
];

const HEADER = 4;
const SHORTEST_FRAME = 24;

/** MP3 without a tag, with the length from the frame "Xing" or "Info", which most encoders write. */
export function recognizeMp3(start: Uint8Array, size: number): number | undefined {
	const frame = readFrame(start, 0);
	const isMp3 = beginsWithFrames(start, HEADER, (offset) => readFrame(start, offset)?.length ?? 0);
	return frame && isMp3 ? readSeconds(start, size, frame) : undefined;
}

function readSeconds(start: Uint8Array, size: number, frame: Frame): number {
	const information = HEADER + frame.sideInformation;
	if (!hasText(start, information, 'Xing') && !hasText(start, information, 'Info')) return NaN;
	const hasCount = (uint32(start, information + 4) & 1) === 1;
	const frames = uint32(start, information + 8);
	const fits = frames * SHORTEST_FRAME <= size;
	return hasCount && fits ? (frames * frame.samples) / frame.sampleRate : NaN;
}

/** Undefined if there is no valid header of MPEG 1, 2 or 2.5, layer III. */
function readFrame(start: Uint8Array, offset: number): Frame | undefined {
	const header = uint32(start, offset);
	const synchronized = header >>> 21 === 0x7ff;
	const isLayer3 = ((header >>> 17) & 3) === 1;
	const emphasisIsReserved = (header & 3) === 2;
	if (!synchronized || !isLayer3 || emphasisIsReserved) return undefined;

	const version = (header >>> 19) & 3;
	const isVersion1 = version === 3;
	const sampleRate = SAMPLE_RATES[version]?.[(header >>> 10) & 3] ?? NaN;
	const bitrates = isVersion1 ? BITRATES.version1 : BITRATES.version2;
	const bitrate = bitrates[(header >>> 12) & 15] ?? NaN;
	const padding = (header >>> 9) & 1;
	const samples = isVersion1 ? 1152 : 576;
	const length = Math.floor((samples * bitrate * 125) / sampleRate) + padding;
	if (Number.isNaN(length)) return undefined;

	const isMono = ((header >>> 6) & 3) === 3;
	const sideInformation = isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
	return { length, samples, sampleRate, sideInformation };
}

/** The end of an ID3v2 tag at the beginning; 0 if there is none. */
export function endOfTag(start: Uint8Array): number {
	const version = uint8(start, 3);
	const flags = uint8(start, 5);
	const size = uint32(start, 6);
	const isTag = hasText(start, 0, 'ID3') && version >= 2 && version <= 4 && (flags & 0x0f) === 0;
	// The highest bit of each byte of the size is 0 and does not count.
	if (!isTag || (size & 0x80808080) !== 0) return 0;
	const length = [0, 1, 2, 3].reduce((sum, index) => sum * 128 + uint8(start, 6 + index), 0);
	const footer = (flags & 0x10) === 0 ? 0 : 10;
	return 10 + length + footer;
}
