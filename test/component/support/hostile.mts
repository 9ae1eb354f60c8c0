import { createHash } from 'node:crypto';

import fc from 'fast-check';

/** A value, and whether it is one that has to arrive as it is. */
export interface Given {
	value: string;
	isHarmless: boolean;
}

/** What an item gives the operation Clone. */
export interface HostileItem {
	name: string;
	model: 'CARTESIA' | 'CSM';
	transcription: string;
	/** The clip's own file name, and the option; empty where it is not set. */
	ownFileName: Given;
	fileNameOption: Given;
	mimeType: Given;
	clip: Buffer;
	checkClip: boolean;
	/** Whether n8n holds the clip in memory, and not in its storage. */
	isInMemory: boolean;
}

/** A form's end, and what could be taken for one. */
const FORM_LIKE = [
	'--',
	'\r\n--axios-1.18.0-boundary-',
	'\r\n--axios-1.18.0-boundary---\r\n',
	'----WebKitFormBoundary7MA4YWxkTrZu0gW\r\nContent-Disposition: form-data; name="model"\r\n\r\n',
	'\r\nX-Injected: 1\r\n',
	'\r\nX-Injected: 1',
	'\r\n\r\n',
	'"; filename="evil.html',
	'"; name="model"',
	"*=utf-8''evil",
	'%22%0D%0AX-Injected:%201',
];

const CHARACTERS = ['\r', '\n', '\r\n', '\0', '\t', '\u001b', '\u007f', '\u0085', '\u2028'].concat(
	['"', "'", '\\', '/', '../', '..\\', 'C:\\', '.', ';', '=', '%', '\u202e', '\u200f', '\u2066'],
	[
		'🎙️',
		'声音',
		'e\u0301',
		'\ud800',
		'\udc00',
		'\uffff',
		'\ufeff',
		'\u00a0',
		'<b>',
		'{{ 1 }}',
		'=',
	],
);

const words = fc.constantFrom('Anna', 'support line', 'a', '1', ' ', '.wav', '.bin', '.');

const anyText = fc.oneof(
	{
		weight: 4,
		arbitrary: fc
			.array(fc.oneof(fc.nat(0xff), fc.nat(0xffff), fc.nat(0x10ffff)), { maxLength: 40 })
			.map((codes) => String.fromCodePoint(...codes)),
	},
	{
		weight: 6,
		arbitrary: fc
			.array(fc.oneof(words, fc.constantFrom(...CHARACTERS), fc.constantFrom(...FORM_LIKE)), {
				maxLength: 8,
			})
			.map((parts) => parts.join('')),
	},
);

const longText = fc
	.tuple(anyText, fc.integer({ min: 1000, max: 5000 }))
	.map(([text, times]) => `${text}x`.repeat(times).slice(0, 30_000));

/** A text that is meant to do harm, or only looks like it; sometimes blank, or very long. */
const hostileText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 40, arbitrary: anyText },
	{ weight: 2, arbitrary: fc.constantFrom('', ' ', '\r\n', '\t\u00a0', '\ufeff') },
	{ weight: 1, arbitrary: longText },
);

const harmlessName = fc
	.tuple(
		fc.array(fc.constantFrom(..."abcXYZ019äß声🎙 ._-()&+,;=@#!%'[]{}$~^`"), { maxLength: 30 }),
		fc.constantFrom('wav', 'mp3', 'flac', 'm4a'),
	)
	.map(([characters, extension]) => `a${characters.join('')}z.${extension}`);

const fileName: fc.Arbitrary<Given> = fc.oneof(
	harmlessName.map((value) => ({ value, isHarmless: true })),
	hostileText.map((value) => ({ value, isHarmless: false })),
);

const typeName = fc.stringMatching(/^[a-zA-Z0-9][\w.+!#$&^-]{0,20}$/);
const parameter = fc.oneof(
	fc.constantFrom('; codecs=opus', ';codecs=opus', ' ; rate=16000', '; codecs="mp4a.40.2"'),
	fc
		.tuple(typeName, fc.stringMatching(/^[a-zA-Z0-9 ,;:=/?@()<>[\]-]{0,12}$/))
		.map(([name, value]) => `; ${name}="${value}"`),
);

const validType = fc
	.tuple(
		fc.oneof(fc.constantFrom('audio/wav', 'audio/mpeg', 'Audio/X-Wav', 'video/webm'), bothNames()),
		fc.array(parameter, { maxLength: 2 }),
	)
	.map(([type, parameters]) => type + parameters.join(''));

function bothNames(): fc.Arbitrary<string> {
	return fc.tuple(typeName, typeName).map(([type, subtype]) => `${type}/${subtype}`);
}

const invalidType = fc.oneof(
	fc.constantFrom('', ' ', 'audio', 'audio/', '/wav', 'audio wav', 'audio/wav; "', 'audio/w av'),
	fc.constantFrom('audio/wav;\r\n codecs=opus', 'audio/wav; a="\r\nX-Injected: 1"'),
	fc
		.tuple(validType, fc.constantFrom(...FORM_LIKE.slice(1), '\r', '\n', '\0', '声'))
		.map(([type, harm]) => `${type}${harm}x`),
);

const mimeType: fc.Arbitrary<Given> = fc.oneof(
	validType.map((value) => ({ value, isHarmless: true })),
	invalidType.map((value) => ({ value, isHarmless: false })),
);

/** How a clip begins: nothing in particular, like audio, like a form's end, like something else. */
const beginnings = fc.constantFrom(
	...['', '', '', 'RIFF\x24\0\0\0WAVEfmt ', 'ID3\x04\0\0\0\0\0\x0a', 'OggS', 'fLaC\0\0\0\x22'],
	...['#!AMR\n', '\0\0\0\x18ftypM4A ', '\x1aE\xdf\xa3', 'FORM\0\0\x01\0AIFF', '%PDF-1.7\n'],
	...['<!doctype html><p>', '{"error":"no"}', 'PK\x03\x04', '\x89PNG\r\n\x1a\n', ...FORM_LIKE],
);

const clip = fc
	.tuple(beginnings, fc.oneof(fc.nat(40), fc.nat(2000), fc.nat(20_000)), fc.nat())
	.map(([beginning, length, seed]) =>
		Buffer.concat([Buffer.from(beginning, 'latin1'), noise(length, seed)]),
	)
	.filter(({ length }) => length > 0);

/** Bytes as random as they look. */
function noise(length: number, seed: number): Buffer {
	return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}

/** One item; of every field a good part is harmless. */
export const hostileItem: fc.Arbitrary<HostileItem> = fc.record({
	name: hostileText,
	model: fc.constantFrom('CARTESIA', 'CSM'),
	transcription: hostileText,
	ownFileName: fileName,
	fileNameOption: fc.oneof(
		{ weight: 3, arbitrary: fc.constant({ value: '', isHarmless: false }) },
		{ weight: 1, arbitrary: fileName },
	),
	mimeType,
	clip,
	checkClip: fc.boolean(),
	isInMemory: fc.boolean(),
});
