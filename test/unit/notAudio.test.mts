import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';
import { big, bytes, little, zeros } from './support/bytes.mts';

/** What the file looks like, undefined if it may be audio. It ends with `start` unless `size` is given. */
function looks(start: Uint8Array | string, size?: number): string | undefined {
	const file = typeof start === 'string' ? Buffer.from(start) : start;
	const content = recognizeClip(file, size ?? file.length);
	expect(content.kind).not.toBe('audio');
	return content.kind === 'other' ? content.looksLike : undefined;
}

const jpegStart = [0xff, 0xd8, 0xff, 0xe0];
const jpeg = bytes(jpegStart, big(16, 2), 'JFIF\0', zeros(9), [0xff, 0xdb], zeros(20));
const bmp = bytes('BM', little(60, 4), zeros(4), little(54, 4), little(40, 4), zeros(42));

describe('files that are no text', () => {
	const examples: Array<[looksLike: string, start: Uint8Array, magic: number[]]> = [
		['a PDF document', bytes('%PDF-1.7\n', [0x80, 0]), [0, 1, 2, 3, 4]],
		['a PNG image', bytes([0x89], 'PNG\r\n\u001a\n', zeros(9)), [0, 1, 2, 3, 4, 5, 6, 7]],
		['a JPEG image', jpeg, [0, 1, 2, 3, 20]],
		['a GIF image', bytes('GIF87a', zeros(9)), [0, 1, 2, 3, 4, 5]],
		['a GIF image', bytes('GIF89a', zeros(9)), [0, 1, 2, 3, 4, 5]],
		['a WebP image', bytes('RIFF', [10, 0, 0, 0], 'WEBPVP8 '), [0, 1, 2, 3, 8, 9, 10, 11]],
		['a BMP image', bmp, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
		['a TIFF image', bytes('II*\0', zeros(9)), [0, 1, 2, 3]],
		['a TIFF image', bytes('MM\0*', zeros(9)), [0, 1, 2, 3]],
		['an AVIF image', bytes(big(24, 4), 'ftypavif'), [4, 5, 6, 7, 8, 9, 10, 11]],
		['an AVIF image', bytes(big(24, 4), 'ftypavis'), [11]],
		['a HEIF image', bytes(big(24, 4), 'ftypmif1'), [4, 5, 6, 7, 8, 9, 10, 11]],
		['a HEIF image', bytes(big(24, 4), 'ftypmsf1'), [9]],
		...['heic', 'heim', 'heis', 'heix', 'hevc', 'hevx'].map(
			(brand): [string, Uint8Array, number[]] => [
				'a HEIC image',
				bytes(big(24, 4), 'ftyp', brand),
				[4, 5, 6, 7, 8, 9, 10, 11],
			],
		),
		['a ZIP archive', bytes('PK\u0003\u0004', zeros(9)), [0, 1, 2, 3]],
		['a ZIP archive', bytes('PK\u0005\u0006', zeros(9)), [0, 1, 2, 3]],
		['a ZIP archive', bytes('PK\u0007\u0008', zeros(9)), [0, 1, 2, 3]],
		['a gzip archive', gzipSync('A text'), [0, 1, 2, 3]],
	];

	test.each(examples)('%s', (looksLike, start, magic) => {
		expect(looks(start)).toBe(looksLike);
		for (const offset of magic) {
			const altered = Uint8Array.from(start);
			altered[offset] = Number(altered[offset]) ^ 0x40;
			expect([offset, looks(altered)]).toEqual([offset, undefined]);
		}
	});

	test.each([
		['a PDF document', bytes([0xef, 0xbb, 0xbf], ' \r\n%PDF-1.7\n', [0x80, 0])],
		['a WebP image', bytes('RIFF', [10, 13, 10, 0], 'WEBP')],
	])('%s with something before it', (looksLike, start) => {
		expect(looks(start)).toBe(looksLike);
	});

	test('a PDF document is none in mid-file', () => {
		expect(looks(bytes([0x80], '%PDF-1.7\n'))).toBeUndefined();
	});

	test.each([
		['a GIF of no known version', bytes('GIF88a', zeros(9))],
		['a GIF behind something', bytes([0], 'GIF89a', zeros(9))],
		['a WebP behind something', bytes([0], 'RIFF', zeros(4), 'WEBP')],
		['a TIFF behind something', bytes([0], 'II*\0')],
		['a JPEG that is cut off', bytes(jpegStart.slice(0, 3))],
		['a JPEG that is cut off within its first length', bytes(jpegStart, [0])],
		['a JPEG with a marker that is none', bytes([0xff, 0xd8, 0xff, 0xbf], jpeg.subarray(4))],
		['gzip that is cut off', bytes([0x1f, 0x8b, 8])],
		['gzip with flags that are reserved', bytes([0x1f, 0x8b, 8, 0x20])],
		['a bitmap that is cut off', bmp.subarray(0, 9)],
		['an image of a kind that we do not know', bytes(big(24, 4), 'ftypheia')],
		['an image of a kind that we do not know', bytes(big(24, 4), 'ftypheva')],
		['an image of a kind that we do not know', bytes(big(24, 4), 'ftypavic')],
		['an image of a kind that we do not know', bytes(big(24, 4), 'ftypmaf1')],
	])('%s is not refused', (_name, start) => {
		expect(looks(start, bmp.length)).toBeUndefined();
	});

	test('a JPEG is one with its first marker alone', () => {
		expect(looks(jpeg.subarray(0, 6), 1000)).toBe('a JPEG image');
		expect(looks(jpeg.subarray(0, 20), 1000)).toBe('a JPEG image');
		expect(looks(bytes([0xff, 0xd8, 0xff, 0xc0], jpeg.subarray(4)))).toBe('a JPEG image');
	});

	test('gzip has five flags', () => {
		expect(looks(bytes([0x1f, 0x8b, 8, 0x1f]))).toBe('a gzip archive');
	});

	test('a bitmap has the size of the file', () => {
		expect(looks(bmp.subarray(0, 10), bmp.length)).toBe('a BMP image');
		expect(looks(bmp, bmp.length + 1)).toBeUndefined();
	});
});

const html = 'a web page (HTML)';
const texts: Array<[looksLike: string, text: string]> = [
	[html, '<!DOCTYPE html><html><body>Not found</body></html>'],
	[html, '<!doctype   HTML>\n'],
	[html, '<html lang="en">'],
	[html, '<HTML>'],
	[html, '<!-- saved --><html>'],
	[html, '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">'],
	[html, '<!DOCTYPE html><html><body><svg></svg></body></html>'],
	...'head body title meta script style div p h1 h6 table br span'
		.split(' ')
		.map((name): [string, string] => [html, `<${name}>Not found`]),
	[html, '<P class="error">Not found</P>'],
	['an SVG image', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'],
	['an SVG image', '<?xml version="1.0"?>\n<!-- drawn -->\n<SVG\n viewBox="0 0 1 1"/>'],
	['XML', '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'],
	['XML', '<?xml version="1.0"?><page><htmlish/></page>'],
	['XML', '<Error>'],
	['XML', '<soap:Envelope xmlns="x">'],
	['XML', '<a.b-c\n>'],
	['XML', '<x/>'],
	['XML', '<!-- a comment -->'],
	['XML', '<!DOCTYPE note>'],
	['XML', '<headline>News</headline>'],
	['JSON', '{"error":"Not found"}'],
	['JSON', '{\n\t"error": 1'],
	['JSON', '{}'],
	['JSON', '{ }'],
	['JSON', '[]'],
	['JSON', '[ ]\n'],
	['JSON', '[\n{"a":1}]'],
	['JSON', '["a"]'],
	['JSON', '[1, 2]'],
	['JSON', '[-1]'],
	['JSON', '[true]'],
	['JSON', '[false, 1]'],
	['JSON', '[null]'],
	['Base64 text', 'UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YUAfAAAAAAAA'],
	['Base64 text', 'UklGRmQfAABXQVZFZm10_BAAAAABAAEAQB8AA-A+AAACABA/ZGF0YUAfAAAAAAAA'],
	['Base64 text', 'data:audio/wav;base64,UklG'],
	['text', 'data:audio/wav; base64,UklG'],
	['text', 'data:audio/wav,base64,UklG'],
	['text', 'see data:audio/wav;base64,UklG'],
	['text', 'UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YUAfAAAAAAA'],
	['text', 'the UklGRmQfAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YUAfAAAAAAAA'],
	['text', 'Hello, this is a line.\r\n\tAnd another.\f'],
	['text', 'Grüße – 声音 🎙️'],
	['text', 'abcdef'],
	['text', '{hello: world}'],
	['text', '[Verse 1] La la'],
	['text', '[truely] La la'],
	['text', '[] La la la'],
	['text', 'see {"a":1}'],
	['text', 'see [1, 2]'],
	['text', 'see <html>'],
	['text', 'see <?xml'],
	['text', '<3 you'],
	['text', '< html>'],
	['text', '<Annabel_Lee'],
	['text', 'RIF, RF, FOR and Ogg'],
];

describe('texts', () => {
	test.each(texts)('%s: %j', (looksLike, text) => {
		expect(looks(text)).toBe(looksLike);
	});

	test.each(texts)('%s behind a byte order mark and white space: %j', (looksLike, text) => {
		expect(looks(`\uFEFF${text}`)).toBe(looksLike);
		expect(looks(` \r\n\t${text}`)).toBe(looksLike);
		expect(looks(`\uFEFF \n${text}`)).toBe(looksLike);
	});

	test.each(texts)('%s in UTF-16: %j', (looksLike, text) => {
		const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
		expect(looks(utf16)).toBe(looksLike);
		expect(looks(Buffer.from(utf16).swap16())).toBe(looksLike);
		expect(looks(utf16.subarray(2))).not.toBe(looksLike);
	});

	test.each(texts)('%s with a control character is not refused: %j', (looksLike, text) => {
		// A page or XML is one all the same, as long as it begins like one.
		const stays = /^<(?:!doctype\s+html|html|\?xml)\b/i.test(text) ? looksLike : undefined;
		for (const character of ['\0', '\b', '\v', '\u000e', '\u001b', '\u007f', '\u0085', '\uffff']) {
			expect([character, looks(text + character)]).toEqual([character, stays]);
		}
		expect(looks(`${text}\ue000`)).toBe(stays);
	});

	test.each([
		[html, '<!DOCTYPE html><title>Gr\u00fc\u00dfe</title>'],
		[html, ' \n<html><title>Gr\u00fc\u00dfe</title>'],
		[html, '\u00ef\u00bb\u00bf<html><title>Gr\u00fc\u00dfe</title>'],
		['XML', '<?xml version="1.0" encoding="ISO-8859-1"?><a>Gr\u00fc\u00dfe</a>'],
		[undefined, '<title>Gr\u00fc\u00dfe</title>'],
		[undefined, '<htmlish>Gr\u00fc\u00dfe'],
		[undefined, '<\u00ef\u00bb\u00bfhtml>Gr\u00fc\u00dfe'],
		[undefined, 'see <html>Gr\u00fc\u00dfe'],
		[undefined, 'Gr\u00fc\u00dfe'],
	])('%s in Latin-1: %j', (looksLike, text) => {
		expect(looks(bytes(text))).toBe(looksLike);
	});

	test('XML may have elements that pages have', () => {
		expect(looks('<mail><body>Hello</body></mail>')).toBe('XML');
	});

	test('a tag is looked for in the first 1,024 characters', () => {
		const page = (length: number) => `<!--${' '.repeat(length - 4)}<html>`;
		expect(looks(page(1018))).toBe(html);
		expect(looks(page(1020))).toBe('XML');
		const drawing = (length: number) => `<!--${' '.repeat(length - 4)}<svg>`;
		expect(looks(drawing(1019))).toBe('an SVG image');
		expect(looks(drawing(1021))).toBe('XML');
		const later = (length: number) => bytes(' '.repeat(length), '<html>', [0xfc]);
		expect(looks(later(1018))).toBe(html);
		expect(looks(later(1020))).toBeUndefined();
	});

	test('the end may be cut off within a character, that of the file may not', () => {
		const start = Buffer.from('Grüße 🎙').subarray(0, -1);
		expect(looks(start, start.length + 1)).toBe('text');
		expect(looks(start)).toBeUndefined();
		const utf16 = Buffer.from('\uFEFFHello all', 'utf16le').subarray(0, -1);
		expect(looks(utf16, utf16.length + 1)).toBe('text');
		expect(looks(utf16)).toBeUndefined();
	});

	test.each(['', 'a', 'aaaaaaaaaa', 'abcde', 'abcdeabcdeabcde', '\n', '[[[[[[[[', 'U'.repeat(100)])(
		'%j has too few different characters to be sure',
		(text) => {
			expect(looks(text)).toBeUndefined();
			expect(looks(`\uFEFF${text}`)).toBeUndefined();
		},
	);

	test.each(['RIFF', 'RF64', 'BW64', 'FORM', 'fLaC', 'OggS', 'caff', 'ID3', '#!AMR'])(
		'what begins with %s may be audio',
		(signature) => {
			// FLAC needs no more than that.
			const kind = signature === 'fLaC' ? 'audio' : 'unknown';
			const start = Buffer.from(`${signature} and more text`);
			expect(recognizeClip(start, start.length).kind).toBe(kind);
			expect(looks(` ${signature} and more text`)).toBe('text');
		},
	);

	test('any text of six different characters is told', () => {
		const letters = fc.string({ unit: fc.constantFrom(...'abcxyz ÄÖ語🎙,.\n'), maxLength: 50 });
		fc.assert(
			fc.property(letters, (text) => looks(`Hello all: ${text}`) === 'text'),
			{ numRuns: runs(10_000) },
		);
	});

	test('any JSON is told', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 }),
				fc.boolean(),
				(value, pretty) => {
					const text = JSON.stringify(value, null, pretty ? '\t' : '');
					// Characters without a meaning, which JSON may have, are not in texts.
					fc.pre(!/[\p{Cc}\p{Cn}\p{Co}]/u.test(text.replace(/[\n\t]/g, '')));
					return looks(text) === 'JSON';
				},
			),
			{ numRuns: runs(10_000) },
		);
	});
});
