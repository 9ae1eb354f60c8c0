import { describe, expect, test } from '@jest/globals';

import { recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import { big, bytes, zeros } from './support/bytes.mts';
import { aiff, ebml, element, flac, frame, mpeg4, ogg, tag, wav } from './support/headers.mts';
import { formatOf, recognizeWhole } from './support/recognized.mts';

const mp3Frame = frame([0xff, 0xfb, 0x90, 0], 417);
const aacFrame = frame([0xff, 0xf1, 0x50, 0x80, 0x04, 0x1f, 0xfc], 32);
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
			expect(recognizeWhole(start.subarray(0, length)).kind).not.toBe('other');
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
		expect(recognizeWhole(start)).toEqual({ kind: 'audio', format, mimeType, extension });
	});

	test.each([
		['RIFF that is a video', bytes('RIFF', zeros(4), 'AVI ')],
		['IFF that is none of ours', bytes('FORM', zeros(4), '8SVX')],
		['Ogg that is a video', ogg('\u0080theora')],
		['Ogg that is cut off before its first packet', ogg('').subarray(0, 26)],
		['CAF of another version', bytes('caff', [0, 2])],
		['random bytes', bytes([0x93, 0x11, 0xe0, 0x44, 0x87, 0, 1, 0xc2])],
	])('%s is unknown', (_name, start) => {
		expect(recognizeWhole(start)).toEqual({ kind: 'unknown' });
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
