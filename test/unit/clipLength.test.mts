import { describe, expect, test } from '@jest/globals';

import { RECOMMENDED_SECONDS } from '../../nodes/Vogent/clip/checkClip.ts';
import { big, bytes, zeros } from './support/bytes.mts';
import { aiff, box, flac, frame, mpeg4, movieHeader } from './support/headers.mts';
import { secondsOf } from './support/recognized.mts';

describe('AIFF', () => {
	const size = 16_100;

	test('tells its length', () => {
		expect(secondsOf(aiff(), size)).toBe(1);
		expect(secondsOf(aiff({ frames: 4000 }), size)).toBe(0.5);
		expect(secondsOf(aiff({ frames: 4000, channels: 2 }), size)).toBe(0.5);
	});

	test.each([
		['44,100', bytes(0x40, 0x0e, 0xac, 0x44, zeros(6)), 44_100],
		['22,050.5', bytes(0x40, 0x0d, 0xac, 0x45, zeros(6)), 22_050.5],
		['96,000', bytes(0x40, 0x0f, 0xbb, 0x80, zeros(6)), 96_000],
	])('has rates such as %s', (_name, rate, value) => {
		expect(secondsOf(aiff({ rate }), size)).toBe(8000 / value);
	});

	test.each([
		['no rate', { rate: zeros(10) }],
		['a negative rate', { rate: bytes(0xc0, 0x0b, 0xfa, zeros(7)) }],
		['an endless rate', { rate: bytes(0x7f, 0xff, 0x80, zeros(7)) }],
		['a rate of almost nothing', { rate: bytes(0, 0, 0xfa, zeros(7)) }],
		['no frames', { frames: 0 }],
		['no frames and no rate', { frames: 0, rate: zeros(10) }],
		['a compression', { compression: 'ima4' }],
		['no compression where one must be', { compression: '' }],
	])('with %s tells none', (_name, format) => {
		expect(secondsOf(aiff(format), size)).toBeUndefined();
	});

	test.each(['NONE', 'twos', 'sowt', 'in24', 'in32', 'fl32', 'FL32', 'fl64', 'FL64'])(
		'tells its length with samples as in %s',
		(compression) => {
			expect(secondsOf(aiff({ compression }), 16_000)).toBe(1);
			expect(secondsOf(aiff({ compression }), 15_999)).toBeUndefined();
		},
	);

	test.each(['alaw', 'ALAW', 'ulaw', 'ULAW', 'raw '])(
		'has samples of one byte with %s, whatever its header says',
		(compression) => {
			expect(secondsOf(aiff({ compression }), 8000)).toBe(1);
			expect(secondsOf(aiff({ compression }), 7999)).toBeUndefined();
		},
	);

	test('that holds less than it says tells none', () => {
		expect(secondsOf(aiff(), 16_000)).toBe(1);
		expect(secondsOf(aiff(), 15_999)).toBeUndefined();
		expect(secondsOf(aiff({ channels: 2 }), 32_000)).toBe(1);
		expect(secondsOf(aiff({ channels: 2 }), 31_999)).toBeUndefined();
		expect(secondsOf(aiff({ bits: 9 }), 16_000)).toBe(1);
		expect(secondsOf(aiff({ bits: 9 }), 15_999)).toBeUndefined();
		expect(secondsOf(aiff({ bits: 8 }), 8000)).toBe(1);
	});

	test('that is cut off within its header tells none', () => {
		const start = aiff();
		expect(secondsOf(start.subarray(0, -2), size)).toBeUndefined();
		expect(secondsOf(bytes('FORM', big(0, 4), 'AIFF'), size)).toBeUndefined();
		const short = bytes('FORM', big(0, 4), 'AIFF', 'COMM', big(17, 4), start.subarray(30));
		expect(secondsOf(short, size)).toBeUndefined();
	});
});

describe('FLAC', () => {
	test('tells its length', () => {
		expect(secondsOf(flac(8000, 8000))).toBe(1);
		expect(secondsOf(flac(44_100, 441_000), 100_000)).toBe(10);
		expect(secondsOf(flac(0xfffff, 0xfffff, 0))).toBe(1);
	});

	test('has 36 bits for it', () => {
		expect(secondsOf(flac(2 ** 16, 15 * 2 ** 32), 15 * 2 ** 16)).toBe(15 * 2 ** 16);
	});

	test.each([
		['that was not known', flac(8000, 0)],
		['without a rate', flac(0, 8000)],
		['of another block', flac(8000, 8000, 0x84)],
		['of another block', flac(8000, 8000, 1)],
		['that is cut off', flac(8000, 8000).subarray(0, 25)],
	])('tells none %s', (_name, start) => {
		expect(secondsOf(start, 1000)).toBeUndefined();
	});

	test('tells none that takes less than a byte a second', () => {
		expect(secondsOf(flac(8000, 8_000_000), 1000)).toBe(1000);
		expect(secondsOf(flac(8000, 8_000_000), 999)).toBeUndefined();
	});
});

describe('MP3', () => {
	const information = (flags: number, frames: number, name = 'Xing') =>
		bytes(name, big(flags, 4), big(frames, 4));
	const mp3 = (header: number[], length: number, offset: number, content: Uint8Array) =>
		bytes(frame(header, length, bytes(zeros(offset - 4), content)), header);
	const plain = (content: Uint8Array) => mp3([0xff, 0xfb, 0x94, 0], 384, 36, content);

	test.each([
		['MPEG 1, stereo', [0xff, 0xfb, 0x90, 0x00], 417, 36, 1152 / 44_100],
		['MPEG 1, joint stereo', [0xff, 0xfb, 0x94, 0x40], 384, 36, 1152 / 48_000],
		['MPEG 1, two channels', [0xff, 0xfb, 0x98, 0x80], 576, 36, 1152 / 32_000],
		['MPEG 1, mono', [0xff, 0xfb, 0x90, 0xc0], 417, 21, 1152 / 44_100],
		['MPEG 2, stereo', [0xff, 0xf3, 0xc0, 0x00], 417, 21, 576 / 22_050],
		['MPEG 2, mono', [0xff, 0xf3, 0xc4, 0xc0], 384, 13, 576 / 24_000],
		['MPEG 2, mono, 16 kHz', [0xff, 0xf3, 0xc8, 0xc0], 576, 13, 576 / 16_000],
		['MPEG 2.5, stereo', [0xff, 0xe3, 0xc0, 0x00], 835, 21, 576 / 11_025],
		['MPEG 2.5, mono', [0xff, 0xe3, 0xc4, 0xc0], 768, 13, 576 / 12_000],
		['MPEG 2.5, mono, 8 kHz', [0xff, 0xe3, 0xc8, 0xc0], 1152, 13, 576 / 8000],
	])('%s: tells its length', (_name, header, length, offset, perFrame) => {
		for (const name of ['Xing', 'Info']) {
			const content = information(1, 100, name);
			const start = mp3(header, length, offset, content);
			expect(secondsOf(start, 50_000)).toBeCloseTo(100 * perFrame, 9);
			expect(secondsOf(mp3(header, length, offset + 1, content), 50_000)).toBeUndefined();
		}
	});

	test.each([
		['of a frame that has another name', information(1, 100, 'VBRI')],
		['of a frame without a count', information(14, 100)],
		['of no frames', information(1, 0)],
		['without its frame', bytes()],
	])('tells none %s', (_name, content) => {
		expect(secondsOf(plain(content), 50_000)).toBeUndefined();
	});

	test('has other numbers beside the count', () => {
		expect(secondsOf(plain(information(15, 125)), 5000)).toBe(3);
	});

	test('that holds less than it says tells none', () => {
		expect(secondsOf(plain(information(1, 125)), 3000)).toBe(3);
		expect(secondsOf(plain(information(1, 125)), 2999)).toBeUndefined();
	});
});

describe('MP4', () => {
	const size = 1_000_000_000;

	test.each([0, 1] as const)('tells its length, version %d', (version) => {
		const header = movieHeader(version, 600, 9000);
		const other = box('free', [1, 2, 3]);
		expect(secondsOf(mpeg4('M4A ', box('moov', header)), size)).toBe(15);
		expect(secondsOf(mpeg4('3gp4', other, box('moov', other, header), other), size)).toBe(15);
	});

	test('may have boxes of 64 bits', () => {
		const long = bytes(big(1, 4), 'free', big(30, 8), zeros(14));
		const header = movieHeader(0, 1000, 2500);
		const movie = bytes(big(1, 4), 'moov', big(16 + header.length, 8), header);
		expect(secondsOf(mpeg4('isom', long, movie), size)).toBe(2.5);
		const longest = bytes(big(1, 4), 'free', big(16, 8));
		expect(secondsOf(mpeg4('isom', longest, movie), size)).toBe(2.5);
	});

	test.each([
		['of no ticks a second', box('moov', movieHeader(0, 0, 1000))],
		['of no ticks', box('moov', movieHeader(0, 1000, 0))],
		['that was not known', box('moov', movieHeader(0, 48_000, 0xffffffff))],
		['that was not known', box('moov', movieHeader(1, 48_000, 2 ** 64 - 1))],
		['outside of the movie', movieHeader(0, 1000, 1000)],
		['of a movie without a header', bytes(box('moov'), movieHeader(0, 1000, 1000))],
		['that is cut off', box('moov', movieHeader(0, 1000, 1000)).subarray(0, -1)],
		['behind a box to the end of the file', bytes(zeros(4), 'mdat', box('moov'))],
		['behind a box of 7 bytes', bytes(big(7, 4), 'fre', box('moov', movieHeader(0, 1000, 1000)))],
		[
			'behind a box of 15 bytes in 64 bits',
			bytes(big(1, 4), 'free', big(15, 7), box('moov', movieHeader(0, 1000, 1000))),
		],
		['of a header that is too short', box('moov', box('mvhd', zeros(12)), movieHeader(0, 1, 1))],
	])('tells none %s', (_name, boxes) => {
		expect(secondsOf(mpeg4('M4A ', boxes), size)).toBeUndefined();
	});

	test('tells none that takes less than a byte a second', () => {
		const start = mpeg4('M4A ', box('moov', movieHeader(0, 1, 5000)));
		expect(secondsOf(start, 5000)).toBe(5000);
		expect(secondsOf(start, 4999)).toBeUndefined();
	});
});

describe('recommended', () => {
	test.each([
		['CARTESIA', { least: 10, most: 30 }],
		['CSM', { least: 10, most: 20 }],
	] as const)('for %s', (model, expected) => {
		expect(RECOMMENDED_SECONDS[model]).toEqual(expected);
	});
});
