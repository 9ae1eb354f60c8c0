import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { correctFileName, correctMimeType } from '../../nodes/Vogent/clip/audio/index.ts';
import type { ClipContent } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';

const wav: ClipContent = {
	kind: 'audio',
	format: 'WAV',
	mimeType: 'audio/wav',
	extension: '.wav',
};
const notAudio: ClipContent[] = [{ kind: 'unknown' }, { kind: 'other', looksLike: 'text' }];

describe('the MIME type', () => {
	test.each([
		'',
		' ',
		'audio',
		'wav',
		'/',
		'audio/',
		'/wav',
		'audio/wav/x',
		'audio wav',
		'au dio/wav',
		'audio/w av',
		'*/*',
		'audio/*',
		'*/wav',
		'application/octet-stream',
		'APPLICATION/Octet-Stream',
		' application/octet-stream ',
		'application/octet-stream; charset=binary',
		'application/octet-stream;a=b\n;c=d',
		'application/x-octet-stream',
		'binary/octet-stream',
		'application/binary',
		'application/x-binary',
		'application/download',
		'application/x-download',
		'application/force-download',
		'application/x-force-download',
		'application/unknown',
		'application/x-unknown',
		'text/plain',
		'text/plain; charset=utf-8',
		'multipart/form-data',
		'; codecs=opus',
		'text/html',
		'image/png',
		'application/json',
		'application/ogg',
	])('%j says nothing of the sound, and is corrected', (given) => {
		expect(correctMimeType(given, wav)).toBe('audio/wav');
		for (const content of notAudio) {
			expect(correctMimeType(given, content)).toBe('application/octet-stream');
		}
	});

	test.each(['audio/mpeg', 'audio/ogg; codecs=opus', ' audio/mp4 ', 'Audio/AAC', 'video/webm'])(
		'%j says something, and stays',
		(given) => {
			for (const content of [wav, ...notAudio]) expect(correctMimeType(given, content)).toBe(given);
		},
	);

	test.each([
		'Audio/X-Wav',
		'audio/wave',
		'audio/vnd.wave',
		'audio/flac',
		'audio/x-aiff',
		'audio/amr',
	])(
		'%j stays with sound, and not with what is not recognized, since that type always is',
		(given) => {
			expect(correctMimeType(given, wav)).toBe(given);
			expect(correctMimeType(given, { kind: 'unknown' })).toBe('application/octet-stream');
		},
	);

	test('whatever it is, it stays or becomes the recognized one', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) =>
				[given, 'audio/wav'].includes(correctMimeType(given, wav)),
			),
			{ numRuns: runs(10_000) },
		);
	});

	test('a specific one stays, whatever it is', () => {
		const word = fc.stringMatching(/^[a-z0-9][a-z0-9.+-]{0,20}$/);
		const parameter = fc.constantFrom('', ';codecs=opus', '; rate=8000; channels=1');
		fc.assert(
			fc.property(word, parameter, (subtype, rest) => {
				const given = `audio/${subtype}${rest}`;
				return correctMimeType(given, wav) === given;
			}),
			{ numRuns: runs(10_000) },
		);
	});
});

describe('the file name', () => {
	test.each([
		['Anna', 'Anna.wav'],
		['Anna v1.2', 'Anna v1.2.wav'],
		['2024.12.31', '2024.12.31.wav'],
		['St. Anna', 'St. Anna.wav'],
		['Anna.', 'Anna.wav'],
		['Anna...', 'Anna.wav'],
		['An...na_', 'An...na_.wav'],
		['Anna.recording', 'Anna.recording.wav'],
		['Anna.abcdef', 'Anna.abcdef.wav'],
		['Anna.wäv', 'Anna.wäv.wav'],
		['Anna ', 'Anna.wav'],
		['clip.bin', 'clip.wav'],
		['clip.BIN', 'clip.wav'],
		['clip.bin ', 'clip.wav'],
		['clip.v1.bin', 'clip.v1.wav'],
		['clip.bin.bin', 'clip.bin.wav'],
		['clip.binary', 'clip.wav'],
		['clip.blob', 'clip.wav'],
		['clip.crdownload', 'clip.wav'],
		['clip.dat', 'clip.wav'],
		['clip.data', 'clip.wav'],
		['clip.download', 'clip.wav'],
		['clip.file', 'clip.wav'],
		['clip.octet-stream', 'clip.wav'],
		['clip.part', 'clip.wav'],
		['clip.temp', 'clip.wav'],
		['clip.tmp', 'clip.wav'],
		['clip.unknown', 'clip.wav'],
		['clip.upload', 'clip.wav'],
		['recordings.d/clip', 'recordings.d/clip.wav'],
		['C:\\recordings.d\\clip', 'C:\\recordings.d\\clip.wav'],
		['.hidden/clip', '.hidden/clip.wav'],
		['.hidden.bin', '.hidden.wav'],
		['two\nlines', 'two\nlines.wav'],
		['wav', 'wav.wav'],
		['Grüße – 声音 🎙️', 'Grüße – 声音 🎙️.wav'],
	])('%j becomes %j', (given, expected) => {
		expect(correctFileName(given, wav)).toBe(expected);
		for (const content of notAudio) expect(correctFileName(given, content)).toBe(given);
	});

	test.each([
		'anna.wav',
		'anna.mp3',
		'anna.MP3',
		'anna.m4a',
		'anna.3gp',
		'anna.7z',
		'anna.1234a',
		'anna.a1234',
		'anna.webm',
		'anna.x',
		'anna.txt',
		'anna.bins',
		'anna.wav ',
		'anna v1.2.wav',
		'recordings/anna.wav',
		'.hidden.wav',
		'',
		' ',
		'.',
		'...',
		'.wav',
		' .wav',
		'.bin',
		'.hidden',
		'folder/',
		'folder\\',
		'folder/.wav',
		'two\n/.wav',
	])('%j stays', (given) => {
		for (const content of [wav, ...notAudio]) expect(correctFileName(given, content)).toBe(given);
	});

	test('with a proper extension loses nothing, whatever it is', () => {
		const extension = fc.constantFrom(
			'.wav',
			'.mp3',
			'.m4a',
			'.FLAC',
			'.3gp',
			'.aiff',
			'.x1',
			'.1y',
		);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), extension, (stem, end) => {
				return correctFileName(stem + end, wav) === stem + end;
			}),
			{ numRuns: runs(10_000) },
		);
	});

	test('without one keeps what it has, and gets one', () => {
		const stem = fc
			.string({ unit: 'binary', maxLength: 60 })
			.map((given) => `a${given.replace(/[/\\]/g, '')}`);
		fc.assert(
			fc.property(stem, fc.constantFrom('', '.bin', '.', '.tmp', '.12'), (given, end) => {
				const name = correctFileName(`${given}x_${end}`, wav);
				expect(name).toBe(`${given}x_${end === '.12' ? end : ''}.wav`);
			}),
			{ numRuns: runs(10_000) },
		);
	});

	test('whatever it is, it only grows or changes its end, once', () => {
		const piece = fc.constantFrom(
			'.',
			'/',
			'\\',
			' ',
			'a',
			'1',
			'.bin',
			'.wav',
			'🎙',
			'\n',
			'\uD800',
		);
		const odd = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 60 })), (given) => {
				const name = correctFileName(given, wav);
				expect(correctFileName(name, wav)).toBe(name);
				if (name !== given) expect(given.startsWith(name.slice(0, -'.wav'.length))).toBe(true);
			}),
			{ numRuns: runs(10_000) },
		);
	});

	test('of 60,000 dots takes no time', () => {
		const began = performance.now();
		correctFileName(`${'.'.repeat(60_000)}a_`, wav);
		correctFileName(`${'.1'.repeat(30_000)}_`, wav);
		correctFileName(`a${' '.repeat(60_000)}_`, wav);
		correctMimeType(';'.repeat(60_000), wav);
		expect(performance.now() - began).toBeLessThan(1000);
	});
});
