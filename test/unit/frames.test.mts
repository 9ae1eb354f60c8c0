import { describe, expect, test } from '@jest/globals';

import { bytes, zeros } from './support/bytes.mts';
import { frame } from './support/headers.mts';
import { formatOf } from './support/recognized.mts';

const mp3Frame = frame([0xff, 0xfb, 0x90, 0], 417);
const aacFrame = frame([0xff, 0xf1, 0x50, 0x80, 0x04, 0x1f, 0xfc], 32);

describe('MP3', () => {
	test.each([
		['MPEG 1, 128 kbit/s, 44.1 kHz', [0xff, 0xfb, 0x90, 0], 417],
		['the same with padding', [0xff, 0xfb, 0x92, 0], 418],
		['with a checksum', [0xff, 0xfa, 0x90, 0], 417],
		['32 kbit/s, 48 kHz', [0xff, 0xfb, 0x14, 0], 96],
		['320 kbit/s, 32 kHz', [0xff, 0xfb, 0xe8, 0], 1440],
		['40 kbit/s', [0xff, 0xfb, 0x28, 0], 180],
		['48 kbit/s', [0xff, 0xfb, 0x38, 0], 216],
		['56 kbit/s', [0xff, 0xfb, 0x48, 0], 252],
		['64 kbit/s', [0xff, 0xfb, 0x58, 0], 288],
		['80 kbit/s', [0xff, 0xfb, 0x68, 0], 360],
		['96 kbit/s', [0xff, 0xfb, 0x78, 0], 432],
		['112 kbit/s', [0xff, 0xfb, 0x88, 0], 504],
		['160 kbit/s', [0xff, 0xfb, 0xa8, 0], 720],
		['192 kbit/s', [0xff, 0xfb, 0xb8, 0], 864],
		['224 kbit/s', [0xff, 0xfb, 0xc8, 0], 1008],
		['256 kbit/s', [0xff, 0xfb, 0xd8, 0], 1152],
		['MPEG 2, 8 kbit/s, 24 kHz', [0xff, 0xf3, 0x14, 0], 24],
		['MPEG 2, 160 kbit/s, 22.05 kHz', [0xff, 0xf3, 0xe0, 0], 522],
		['MPEG 2.5, 8 kbit/s, 11.025 kHz', [0xff, 0xe3, 0x10, 0], 52],
		['MPEG 2.5, 8 kbit/s, 12 kHz', [0xff, 0xe3, 0x14, 0], 48],
		...[8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160].flatMap(
			(bitrate, index): Array<[string, number[], number]> => [
				[`MPEG 2, ${bitrate} kbit/s, 16 kHz`, [0xff, 0xf3, (index + 1) * 16 + 8, 0], bitrate * 4.5],
				[`MPEG 2.5, ${bitrate} kbit/s, 8 kHz`, [0xff, 0xe3, (index + 1) * 16 + 8, 0], bitrate * 9],
			],
		),
	])('%s: the second frame is where the first ends', (_name, header, length) => {
		const first = frame(header, length);
		expect(formatOf(bytes(first, header))).toBe('MP3');
		expect(formatOf(bytes(first, [0], header))).toBe('unknown');
		expect(formatOf(bytes(first.subarray(0, -1), header, [0]))).toBe('unknown');
	});

	test.each([
		['the sync is short of a bit', [0xff, 0xdb, 0x90, 0]],
		['the sync is short of another bit', [0x7f, 0xfb, 0x90, 0]],
		['the version is reserved', [0xff, 0xeb, 0x90, 0]],
		['the layer is I', [0xff, 0xff, 0x90, 0]],
		['the layer is II', [0xff, 0xfd, 0x90, 0]],
		['the bitrate is free', [0xff, 0xfb, 0x00, 0]],
		['the bitrate is none', [0xff, 0xfb, 0xf0, 0]],
		['the bitrate of MPEG 2 is free', [0xff, 0xf3, 0x00, 0]],
		['the bitrate of MPEG 2 is none', [0xff, 0xf3, 0xf0, 0]],
		['the sample rate is reserved', [0xff, 0xfb, 0x9c, 0]],
		['the sample rate of MPEG 2 is reserved', [0xff, 0xf3, 0x9c, 0]],
		['the sample rate of MPEG 2.5 is reserved', [0xff, 0xe3, 0x9c, 0]],
		['the emphasis is reserved', [0xff, 0xfb, 0x90, 2]],
		['the header is cut off', [0xff, 0xfb, 0x90]],
	])('is none where %s', (_name, header) => {
		expect(formatOf(bytes(mp3Frame, header))).toBe('unknown');
		expect(formatOf(bytes(header, zeros(2000)))).toBe('unknown');
	});

	test('takes two frames, and four as far as they are there', () => {
		const frames = (count: number) => bytes(...Array.from({ length: count }, () => mp3Frame));
		expect(formatOf(frames(1))).toBe('unknown');
		expect(formatOf(bytes(frames(1), zeros(3)))).toBe('unknown');
		for (const count of [2, 3]) {
			expect(formatOf(frames(count))).toBe('MP3');
			expect(formatOf(bytes(frames(count), zeros(3)))).toBe('MP3');
			expect(formatOf(bytes(frames(count), zeros(4)))).toBe('unknown');
		}
		expect(formatOf(bytes(frames(4), zeros(4)))).toBe('MP3');
	});
});

describe('AAC', () => {
	test.each([
		['without a checksum', [0xff, 0xf1, 0x50, 0x80, 0x04, 0x1f, 0xfc], 32],
		['with a checksum', [0xff, 0xf0, 0x50, 0x80, 0x04, 0x1f, 0xfc], 32],
		['of MPEG 2', [0xff, 0xf9, 0x50, 0x80, 0x04, 0x1f, 0xfc], 32],
		['of 7,350 Hz', [0xff, 0xf1, 0x70, 0x80, 0x04, 0x1f, 0xfc], 32],
		['of 4,128 bytes a frame', [0xff, 0xf1, 0x50, 0x82, 0x04, 0x1f, 0xfc], 4128],
		['of 2,081 bytes a frame', [0xff, 0xf1, 0x50, 0xfd, 0x04, 0x3f, 0xfc], 2081],
		['of the shortest frames', [0xff, 0xf1, 0x50, 0x80, 0x00, 0xff, 0xfc], 7],
	])('%s: the second frame is where the first ends', (_name, header, length) => {
		const first = frame(header, length);
		expect(formatOf(bytes(first, header))).toBe('AAC');
		expect(formatOf(bytes(first, [0], header))).toBe('unknown');
	});

	test.each([
		['the sync is short of a bit', [0xff, 0xe1, 0x50, 0x80, 0x04, 0x1f, 0xfc]],
		['the layer is not 0', [0xff, 0xf5, 0x50, 0x80, 0x04, 0x1f, 0xfc]],
		['the sample rate is reserved', [0xff, 0xf1, 0x74, 0x80, 0x04, 0x1f, 0xfc]],
		['a frame is shorter than its header', [0xff, 0xf1, 0x50, 0x80, 0x00, 0xdf, 0xfc]],
		['the header is cut off', [0xff, 0xf1, 0x50, 0x80, 0x04, 0x1f]],
	])('is none where %s', (_name, header) => {
		expect(formatOf(bytes(aacFrame, header))).toBe('unknown');
	});
});
