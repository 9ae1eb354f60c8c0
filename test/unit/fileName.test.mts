import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { sanitizeFileName, sanitizeMimeType } from '../../nodes/Vogent/transport/fileName.ts';
import { runs } from '../support/runs.mts';

describe('file names', () => {
	test.each([
		['anna.wav', 'anna.wav'],
		['Grüße – 声音 🎙️.mp3', 'Grüße – 声音 🎙️.mp3'],
		['/home/user/anna.wav', 'anna.wav'],
		['C:\\Users\\Anna\\anna.wav', 'anna.wav'],
		['../../etc/passwd', 'passwd'],
		['an\r\nX-Injected: 1\r\nna.wav', 'anX-Injected: 1na.wav'],
		['an"na.wav', "an'na.wav"],
		['a\u202Evaw.exe', 'avaw.exe'],
		[' padded.wav ', 'padded.wav'],
		['lone\uD800.wav', 'lone\uFFFD.wav'],
	])('%j is sent as %j', (given, expected) => {
		expect(sanitizeFileName(given, 'clip.wav')).toBe(expected);
	});

	test.each(['', '..', 'folder/', '\u0000', '.', '...'])('%j is no name', (given) => {
		expect(sanitizeFileName(given, 'clip.mp3')).toBe('clip.mp3');
	});

	test('a long name keeps its extension and whole characters', () => {
		const name = sanitizeFileName(`${'🎙'.repeat(300)}.flac`, 'clip.flac');
		expect([...name]).toHaveLength(200);
		expect(name).toMatch(/^🎙+\.flac$/u);
	});

	test.each([
		['x'.repeat(200), 'x'.repeat(200)],
		['x'.repeat(201), 'x'.repeat(200)],
		[`${'x'.repeat(300)}.wav`, `${'x'.repeat(196)}.wav`],
		[`${'x'.repeat(300)}.a`, `${'x'.repeat(198)}.a`],
		[`${'x'.repeat(300)}.abcdefghij`, `${'x'.repeat(189)}.abcdefghij`],
		[`${'x'.repeat(300)}.abcdefghijk`, 'x'.repeat(200)],
		[`${'x'.repeat(300)}.`, 'x'.repeat(200)],
		[`a.wav${'x'.repeat(300)}`, `a.wav${'x'.repeat(195)}`],
		[`a.b ${'x'.repeat(300)}.wav`, `a.b ${'x'.repeat(192)}.wav`],
	])('%s is cut to %s', (given, expected) => {
		expect(sanitizeFileName(given, 'clip.wav')).toBe(expected);
	});

	test.each([
		['.wav', '.wav'],
		['a.', 'a.'],
		['"a" and "b"', "'a' and 'b'"],
		['a/b\\c.wav', 'c.wav'],
		['a\u2028b\u2029c', 'abc'],
		['a\u2066b\u2069c', 'abc'],
		['a\u200bb', 'a\u200bb'],
	])('%j becomes %j', (given, expected) => {
		expect(sanitizeFileName(given, 'clip.wav')).toBe(expected);
	});

	test('no name, whatever it is, breaks out of its header', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
				const name = sanitizeFileName(given, 'clip.wav');
				expect(name).not.toMatch(/[\p{Cc}"/\\]/u);
				expect(name.length).toBeGreaterThan(0);
				expect(sanitizeFileName(name, 'clip.wav')).toBe(name);
			}),
			{ numRuns: runs(1000) },
		);
	});
});

describe('MIME types', () => {
	test.each([
		['audio/wav', 'audio/wav'],
		['audio/ogg; codecs=opus', 'audio/ogg; codecs=opus'],
		['video/mp4; codecs="avc1.42E01E, mp4a.40.2"', 'video/mp4; codecs="avc1.42E01E, mp4a.40.2"'],
		['Audio/X-Wav', 'Audio/X-Wav'],
		['', 'application/octet-stream'],
		['audio', 'application/octet-stream'],
		[' audio/wav\n', 'audio/wav'],
		['audio/vnd.wave+x-1', 'audio/vnd.wave+x-1'],
		['audio/ogg;codecs=opus;rate=8', 'audio/ogg;codecs=opus;rate=8'],
		['audio/ogg ; codecs=opus', 'audio/ogg ; codecs=opus'],
		['audio/ogg; codecs', 'application/octet-stream'],
		['audio/ogg; codecs=', 'application/octet-stream'],
		['audio/ogg;', 'application/octet-stream'],
		['audio/', 'application/octet-stream'],
		['/wav', 'application/octet-stream'],
		['an audio/wav', 'application/octet-stream'],
		['audio/wav or so', 'application/octet-stream'],
		['audio/wav; a="b c;,=!#[]^~"; d=e', 'audio/wav; a="b c;,=!#[]^~"; d=e'],
		['audio/wav; a=""', 'audio/wav; a=""'],
		['audio/wav; a="b', 'application/octet-stream'],
		['audio/wav; a="b"c', 'application/octet-stream'],
		['audio/wav; a="b\\\\"', 'application/octet-stream'],
		['audio/wav; a="b\u007f"', 'application/octet-stream'],
		['audio/wav; a="b\nc"', 'application/octet-stream'],
		['audio/wav; a="ä"', 'application/octet-stream'],
		['Audio/WAV;\tA=B', 'Audio/WAV;\tA=B'],
		['audio/wav;\na=b', 'application/octet-stream'],
		['audio/wav\n;a=b', 'application/octet-stream'],
		['audio/wav\t;  a=b', 'audio/wav\t;  a=b'],
		['a/b', 'a/b'],
		['1/2;3=4', '1/2;3=4'],
		['a!#$&^-.+_/b!#$&^-.+_;c!#$&^-=!#$&^-.+_', 'a!#$&^-.+_/b!#$&^-.+_;c!#$&^-=!#$&^-.+_'],
		['.a/b', 'application/octet-stream'],
		['a/.b', 'application/octet-stream'],
		['a/b;.c=d', 'application/octet-stream'],
		['a,/b', 'application/octet-stream'],
		['audio/wav\r\nX-Injected: 1', 'application/octet-stream'],
		['audio/ogg;\r\n codecs=opus', 'application/octet-stream'],
		['audio/ogg; codecs="\r\nX-Injected: 1"', 'application/octet-stream'],
		['audio/ogg; codecs="opus', 'application/octet-stream'],
	])('%j is sent as %j', (given, expected) => {
		expect(sanitizeMimeType(given)).toBe(expected);
	});
});
