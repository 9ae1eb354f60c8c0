import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { recognizeClip } from '../../nodes/Vogent/audio/index.ts';
import type { ClipContent } from '../../nodes/Vogent/audio/index.ts';
import { big, bytes, noise, zeros } from './support/bytes.mts';
import {
	RATE_8000,
	aiff,
	box,
	ebml,
	element,
	flac,
	formatChunk,
	frame,
	mpeg4,
	ogg,
	riffChunk,
	tag,
	wav,
} from './support/headers.mts';
import type { Reference } from './support/referenceFormats.mts';

const folder = join(import.meta.dirname, '../fixtures/formats');
const names = readdirSync(folder);
const files = names.map((name) => readFileSync(join(folder, name)));
const whole = (start: Uint8Array): ClipContent => recognizeClip(start, start.length);
const formatOf = (start: Uint8Array): string => {
	const content = whole(start);
	return content.kind === 'audio' ? content.format : content.kind;
};

/** Matroska is mostly video, so it is not taken for audio. */
const LEFT_TO_OTHERS = 'opus.mka';

/** Where file-type says something else about the same format: containers that can hold a video, and other habits. */
const OTHER_MIME_TYPES: Record<string, string> = {
	'video/3gpp': 'audio/3gpp',
	'video/mp4': 'audio/mp4',
	'video/webm': 'audio/webm',
	'audio/x-m4a': 'audio/mp4',
	'audio/ogg; codecs=opus': 'audio/ogg',
};
const OTHER_EXTENSIONS: Record<string, string> = {
	'.aif': '.aiff',
	'.mp4': '.m4a',
	'.oga': '.ogg',
	'.opus': '.ogg',
	'.spx': '.ogg',
};

/** Formats that music-metadata reads to their end, while we only look at their beginning. */
const LENGTH_NOT_IN_HEADER =
	/^(?:.*\.ogg|opus\.webm|plain\.mp3|fragmented\.mp4|streamed\.flac|adts\.aac|.*\.caf|.*\.amr)$/;

describe('files made by ffmpeg and SoX', () => {
	let references: Reference[] = [];

	beforeAll(() => {
		const script = join(import.meta.dirname, 'support/referenceFormats.mts');
		const paths = names.map((name) => join(folder, name));
		const printed = execFileSync(process.execPath, [script, ...paths], { encoding: 'utf8' });
		references = JSON.parse(printed) as Reference[];
	});

	const known = names.filter((name) => name !== LEFT_TO_OTHERS);
	const reference = (name: string): Reference => references[names.indexOf(name)] ?? {};
	const contentOf = (name: string) => whole(readFileSync(join(folder, name)));

	test.each(known)('%s is what file-type says', (name) => {
		// RF64 is not known to file-type.
		const { mimeType = 'audio/wav', extension = '.wav' } = reference(name);
		expect(contentOf(name)).toMatchObject({
			kind: 'audio',
			mimeType: OTHER_MIME_TYPES[mimeType] ?? mimeType,
			extension: OTHER_EXTENSIONS[extension] ?? extension,
		});
	});

	test.each(known.filter((name) => !LENGTH_NOT_IN_HEADER.test(name)))(
		'%s is as long as music-metadata says',
		(name) => {
			// These two are not known to music-metadata.
			const made = { 'rf64.wav': 0.5, 'aac.3gp': 1 }[name];
			const { seconds = made } = reference(name);
			expect(seconds).toBeGreaterThan(0.4);
			const content = contentOf(name);
			const found = content.kind === 'audio' ? content.seconds : undefined;
			expect(Math.abs(Number(found) - Number(seconds))).toBeLessThan(0.1);
		},
	);

	test.each(known.filter((name) => LENGTH_NOT_IN_HEADER.test(name)))(
		'%s does not tell its length at its beginning',
		(name) => {
			expect(contentOf(name)).not.toHaveProperty('seconds');
		},
	);

	test('Matroska is left to others', () => {
		expect(contentOf(LEFT_TO_OTHERS)).toEqual({ kind: 'unknown' });
	});

	test('none of them, cut off after any of its first 4,096 bytes, is something else', () => {
		const wrong: string[] = [];
		files.forEach((file, index) => {
			for (let length = 0; length <= Math.min(4096, file.length); length++) {
				const start = file.subarray(0, length);
				for (const size of [length, file.length]) {
					if (recognizeClip(start, size).kind === 'other') wrong.push(`${names[index]}: ${length}`);
				}
			}
		});
		expect(wrong).toEqual([]);
	});

	test('nor is it cut off anywhere else', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...files),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(file, at) => {
					const start = file.subarray(0, Math.floor(at * file.length));
					return (
						whole(start).kind !== 'other' && recognizeClip(start, file.length).kind !== 'other'
					);
				},
			),
			{ numRuns: 10_000 },
		);
	});
});

const MP3_HEADER = [0xff, 0xfb, 0x90, 0x00];
const mp3Frame = frame(MP3_HEADER, 417);
const AAC_HEADER = [0xff, 0xf1, 0x50, 0x80, 0x04, 0x1f, 0xfc]; // 32 bytes
const aacFrame = frame(AAC_HEADER, 32);
const DOCUMENT_TYPE = [0x42, 0x82];

describe('formats by their first bytes', () => {
	const examples: Array<[name: string, start: Uint8Array, magic: number[], format: string]> = [
		['WAV', bytes('RIFF', zeros(4), 'WAVE'), [0, 1, 2, 3, 8, 9, 10, 11], 'WAV'],
		['WAV for more than 4 GB', bytes('RF64', zeros(4), 'WAVE'), [0, 1, 2, 3, 8, 9, 10, 11], 'WAV'],
		['Broadcast WAV', bytes('BW64', zeros(4), 'WAVE'), [0, 1, 2, 3, 8, 9, 10, 11], 'WAV'],
		['AIFF', bytes('FORM', zeros(4), 'AIFF'), [0, 1, 2, 3, 8, 9, 10, 11], 'AIFF'],
		['AIFC', bytes('FORM', zeros(4), 'AIFC'), [0, 1, 2, 3, 8, 9, 10, 11], 'AIFF'],
		['FLAC', bytes('fLaC'), [0, 1, 2, 3], 'FLAC'],
		['Opus', ogg('OpusHead'), [0, 1, 2, 3, 28, 29, 30, 31, 32, 33, 34, 35], 'Opus'],
		['Vorbis', ogg('\u0001vorbis'), [0, 1, 2, 3, 28, 29, 30, 31, 32, 33, 34], 'OGG'],
		['Speex', ogg('Speex   '), [0, 1, 2, 3, 28, 29, 30, 31, 32, 33, 34, 35], 'OGG'],
		['FLAC in Ogg', ogg('\u007fFLAC'), [0, 1, 2, 3, 28, 29, 30, 31, 32], 'OGG'],
		['Opus, two segments', ogg('OpusHead', 2), [0, 26, 29, 36], 'Opus'],
		['CAF', bytes('caff', [0, 1]), [0, 1, 2, 3, 4, 5], 'CAF'],
		['AMR', bytes('#!AMR\n'), [0, 1, 2, 3, 4, 5], 'AMR'],
		['AMR-WB', bytes('#!AMR-WB\n'), [0, 1, 2, 3, 4, 5, 6, 7, 8], 'AMR-WB'],
		['M4A', mpeg4('M4A '), [4, 5, 6, 7, 8, 9, 11], 'M4A'],
		['3GP', mpeg4('3gp4'), [4, 5, 6, 7, 8, 9], '3GP'],
		['WebM', ebml(element(DOCUMENT_TYPE, 'webm')), [0, 1, 2, 3, 5, 6, 8, 9, 10, 11], 'WebM'],
		['MP3', bytes(mp3Frame, mp3Frame), [0, 417], 'MP3'],
		['AAC', bytes(aacFrame, aacFrame), [0, 32], 'AAC'],
		['ID3', tag(0), [0, 1, 2], 'MP3'],
	];

	test.each(examples)('%s', (_name, start, _magic, format) => {
		expect(formatOf(start)).toBe(format);
	});

	test.each(examples)('%s, but for one bit, is not taken for it', (_name, start, magic, format) => {
		for (const offset of magic) {
			const altered = Uint8Array.from(start);
			altered[offset] = Number(altered[offset]) ^ 0x80;
			expect([offset, formatOf(altered)]).not.toEqual([offset, format]);
		}
	});

	test.each(examples)('%s, cut off, is not taken for something else', (_name, start) => {
		for (let length = 0; length < start.length; length++) {
			expect(whole(start.subarray(0, length)).kind).not.toBe('other');
		}
	});

	test.each([
		['WAV', wav(), 'audio/wav', '.wav'],
		['MP3', bytes(mp3Frame, mp3Frame), 'audio/mpeg', '.mp3'],
		['FLAC', flac(0, 0), 'audio/flac', '.flac'],
		['OGG', ogg('\u0001vorbis'), 'audio/ogg', '.ogg'],
		['Opus', ogg('OpusHead'), 'audio/ogg', '.ogg'],
		['M4A', mpeg4('isom'), 'audio/mp4', '.m4a'],
		['3GP', mpeg4('3gp5'), 'audio/3gpp', '.3gp'],
		['WebM', ebml(element(DOCUMENT_TYPE, 'webm')), 'audio/webm', '.webm'],
		['AIFF', aiff({ frames: 0 }), 'audio/aiff', '.aiff'],
		['AAC', bytes(aacFrame, aacFrame), 'audio/aac', '.aac'],
		['CAF', bytes('caff', [0, 1]), 'audio/x-caf', '.caf'],
		['AMR', bytes('#!AMR\n'), 'audio/amr', '.amr'],
		['AMR-WB', bytes('#!AMR-WB\n'), 'audio/amr-wb', '.awb'],
	])('%s has its MIME type and extension', (format, start, mimeType, extension) => {
		expect(whole(start)).toEqual({ kind: 'audio', format, mimeType, extension });
	});

	test.each([
		['RIFF that is a video', bytes('RIFF', zeros(4), 'AVI ')],
		['IFF that is none of ours', bytes('FORM', zeros(4), '8SVX')],
		['Ogg that is a video', ogg('\u0080theora')],
		['Ogg that is cut off before its first packet', ogg('').subarray(0, 26)],
		['CAF of another version', bytes('caff', [0, 2])],
		['random bytes', bytes([0x93, 0x11, 0xe0, 0x44, 0x87, 0, 1, 0xc2])],
	])('%s is unknown', (_name, start) => {
		expect(whole(start)).toEqual({ kind: 'unknown' });
	});
});

describe('MP4', () => {
	const brands = 'isom,iso2,iso4,iso9,mp41,mp42,M4A ,M4B ,M4P ,M4V ,avc1,dash,mmp4,MSNV';
	test.each(brands.split(','))('of brand "%s" may be audio', (brand) => {
		expect(formatOf(mpeg4(brand))).toBe('M4A');
	});

	test.each(['3gp4', '3gp6', '3g2a', '3ge6', '3gg6', '3gr6', '3gs6'])(
		'of brand "%s" is 3GP',
		(brand) => {
			expect(formatOf(mpeg4(brand))).toBe('3GP');
		},
	);

	test.each(['qt  ', 'iso1', 'mp43', 'M4X ', 'M4A_', '3gx4', '3gp ', 'crx '])(
		'of brand "%s" is unknown',
		(brand) => {
			expect(formatOf(mpeg4(brand))).toBe('unknown');
		},
	);
});

describe('WebM', () => {
	const version = element([0x42, 0x86], bytes([1]));
	const webm = element(DOCUMENT_TYPE, 'webm');

	test('is found behind other elements', () => {
		expect(formatOf(ebml(version, element([0xec], zeros(5)), webm))).toBe('WebM');
		expect(formatOf(ebml(version, element([0x21, 0x03, 0x05], zeros(2)), webm))).toBe('WebM');
		expect(formatOf(ebml(version, element([0x11, 3, 5, 7], zeros(2)), webm))).toBe('WebM');
	});

	test('is found where lengths have eight bytes', () => {
		const inside = bytes(DOCUMENT_TYPE, [1], big(4, 7), 'webm');
		const start = bytes([0x1a, 0x45, 0xdf, 0xa3, 1], big(inside.length, 7), inside);
		expect(formatOf(start)).toBe('WebM');
	});

	test('is found where lengths have two bytes', () => {
		const filler = bytes([0xec, 0x41, 0x02], zeros(258));
		const inside = bytes(filler, webm);
		const start = bytes(
			[0x1a, 0x45, 0xdf, 0xa3, 0x40 + (inside.length >> 8)],
			[inside.length & 255],
			inside,
		);
		expect(formatOf(start)).toBe('WebM');
	});

	test('may have zeros behind its name', () => {
		expect(formatOf(ebml(element(DOCUMENT_TYPE, 'webm\0\0')))).toBe('WebM');
		expect(formatOf(ebml(element(DOCUMENT_TYPE, 'web\0m')))).toBe('unknown');
		expect(formatOf(ebml(element(DOCUMENT_TYPE, `webm${'\0'.repeat(20)}m`)))).toBe('WebM');
	});

	test.each([
		['Matroska', ebml(element(DOCUMENT_TYPE, 'matroska'))],
		['no name', ebml(version)],
		['a name behind its header', bytes(ebml(version), webm)],
		['a length that is none', bytes([0x1a, 0x45, 0xdf, 0xa3, 0], webm)],
		['an element without a length', ebml(bytes([0xec, 0]), webm)],
		['another name', ebml(element(DOCUMENT_TYPE, 'webm2'))],
	])('is not %s', (_name, start) => {
		expect(formatOf(start)).toBe('unknown');
	});
});

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

describe('ID3 tags', () => {
	test.each([
		['an MP3', bytes(mp3Frame, mp3Frame), 'MP3'],
		['FLAC', flac(8000, 8000), 'FLAC'],
		['AAC', bytes(aacFrame, aacFrame), 'AAC'],
		['WAV', wav(), 'WAV'],
		['something unknown', zeros(20), 'MP3'],
		['nothing', bytes(), 'MP3'],
		['another tag and FLAC', bytes(tag(200), flac(8000, 8000)), 'FLAC'],
		['zeros and FLAC', bytes(zeros(9), flac(8000, 8000)), 'FLAC'],
	])('with %s behind it', (_name, behind, format) => {
		expect(formatOf(bytes(tag(300), behind))).toBe(format);
		expect(formatOf(bytes(tag(20_000, { version: 4, flags: 0x10 }), behind))).toBe(format);
		expect(formatOf(bytes(tag(0, { version: 2, flags: 0x80 }), behind))).toBe(format);
	});

	test('what is behind it counts from there', () => {
		const content = { format: 'FLAC', seconds: 40 };
		const start = bytes(tag(100), zeros(3), flac(8000, 320_000));
		expect(recognizeClip(start, 113 + 40)).toMatchObject(content);
		expect(recognizeClip(start, 113 + 39)).not.toHaveProperty('seconds');
	});

	test.each([
		['of version 1', tag(0, { version: 1 })],
		['of version 5', tag(0, { version: 5 })],
		['with flags that are reserved', tag(0, { flags: 1 })],
		['with flags that are reserved', tag(0, { flags: 8 })],
		...[6, 7, 8, 9].map((offset): [string, Uint8Array] => {
			const start = tag(0);
			start[offset] = 0x80;
			return [`with a size that is none at ${offset}`, start];
		}),
	])('are none %s', (_name, start) => {
		expect(formatOf(bytes(start, flac(8000, 8000)))).toBe('unknown');
	});

	test('are none that are cut off within their first ten bytes', () => {
		expect(formatOf(tag(0).subarray(0, 9))).toBe('unknown');
		expect(formatOf(tag(0).subarray(0, 10))).toBe('MP3');
	});
});

describe('audio without a header is unknown', () => {
	const faint = (seed: number, loudest: number, encode: (value: number) => number) => {
		const numbers = noise(seed);
		return Uint8Array.from({ length: 2000 }, () =>
			encode(Math.round((numbers.next().value - 0.5) * 2 * loudest)),
		);
	};
	const muLaw = (value: number) => (value < 0 ? 0x7f + value : 0xff - value);
	const aLaw = (value: number) => (value < 0 ? -value - 1 : value | 0x80) ^ 0x55;
	const eightBit = (value: number) => value + 0x80;

	test.each([
		['PCM silence', zeros(64)],
		['8 bit silence', new Uint8Array(64).fill(0x80)],
		['µ-law silence', new Uint8Array(64).fill(0xff)],
		['negative µ-law silence', new Uint8Array(64).fill(0x7f)],
		['A-law silence', new Uint8Array(64).fill(0xd5)],
		['negative A-law silence', new Uint8Array(64).fill(0x55)],
		['A-law as loud as an opening bracket', new Uint8Array(64).fill(0x5b)],
		['faint negative A-law', bytes('UTUWVUTTUUQUTUVW'.repeat(30))],
		['faint negative A-law around a bracket', bytes('[[[YYXX[[[YXXZZZ'.repeat(30))],
	])('%s', (_name, start) => {
		expect(whole(start)).toEqual({ kind: 'unknown' });
		expect(recognizeClip(start, 1_000_000)).toEqual({ kind: 'unknown' });
	});

	test.each([
		['µ-law', muLaw],
		['A-law', aLaw],
		['8 bit PCM', eightBit],
	])('%s noise, however loud', (_name, encode) => {
		fc.assert(
			fc.property(fc.nat(), fc.integer({ min: 2, max: 127 }), (seed, loudest) => {
				expect(whole(faint(seed, loudest, encode))).toEqual({ kind: 'unknown' });
			}),
			{ numRuns: 1000 },
		);
	});

	test('16 bit PCM noise, however loud', () => {
		fc.assert(
			fc.property(fc.nat(), fc.integer({ min: 2, max: 32_767 }), (seed, loudest) => {
				const numbers = noise(seed);
				const samples = Int16Array.from({ length: 1000 }, () =>
					Math.round((numbers.next().value - 0.5) * 2 * loudest),
				);
				expect(whole(new Uint8Array(samples.buffer))).toEqual({ kind: 'unknown' });
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('whatever the bytes', () => {
	const starts = [
		...files.map((file) => file.subarray(0, 200)),
		bytes('RIFF', zeros(4), 'WEBP'),
		wav(riffChunk('ds64', zeros(28)), formatChunk()),
		mpeg4('isom', box('moov')),
		aiff({ rate: RATE_8000 }),
		tag(3),
	];

	const isContent = (content: ClipContent, size: number): boolean => {
		if (content.kind === 'unknown') return Object.keys(content).length === 1;
		if (content.kind === 'other') return content.looksLike.length > 2;
		const { mimeType, extension, seconds = 1 } = content;
		return (
			/^audio\/[\w-]+$/.test(mimeType) &&
			/^\.\w{3,4}$/.test(extension) &&
			seconds > 0 &&
			(content.seconds === undefined || seconds <= size)
		);
	};

	test('random bytes give an answer', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), (start, more) =>
				isContent(recognizeClip(start, start.length + more), start.length + more),
			),
			{ numRuns: 10_000 },
		);
	});

	test('so do random bytes in the place of some in a real file', () => {
		const change = fc.tuple(fc.nat(199), fc.nat(255));
		fc.assert(
			fc.property(
				fc.constantFrom(...starts),
				fc.array(change, { maxLength: 20 }),
				fc.nat(),
				(start, changes, more) => {
					const altered = Uint8Array.from(start);
					for (const [offset, value] of changes) altered[offset] = value;
					const size = altered.length + more;
					return isContent(recognizeClip(altered, size), size);
				},
			),
			{ numRuns: 10_000 },
		);
	});

	test('64 KB that are read piece by piece take no time', () => {
		const filled = (start: Uint8Array, piece: Uint8Array) => {
			const result = new Uint8Array(65_536);
			result.set(start);
			for (let at = start.length; at + piece.length <= result.length; at += piece.length) {
				result.set(piece, at);
			}
			return result;
		};
		const began = performance.now();
		for (const start of [
			filled(wav(), riffChunk('LIST', bytes())),
			filled(mpeg4('isom'), box('free')),
			filled(tag(0), tag(0)),
			filled(ebml().fill(0xff, 4), element([0xec], '')),
			filled(mp3Frame, mp3Frame),
			filled(bytes(' '), bytes(' ')),
			filled(bytes('['), bytes(' ')),
			filled(bytes('<!doctype'), bytes(' ')),
			filled(bytes('data:'), bytes('a;base64')),
			filled(bytes('a.b'), bytes('<!-- ')),
		]) {
			recognizeClip(start, 1e9);
		}
		expect(performance.now() - began).toBeLessThan(2000);
	});
});
