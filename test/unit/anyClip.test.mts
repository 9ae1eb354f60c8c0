import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import type { ClipContent } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';
import { bytes, noise, zeros } from './support/bytes.mts';
import {
	RATE_8000,
	aiff,
	box,
	ebml,
	element,
	formatChunk,
	frame,
	mpeg4,
	riffChunk,
	tag,
	wav,
} from './support/headers.mts';
import { recognizeWhole } from './support/recognized.mts';

const folder = join(import.meta.dirname, '../fixtures/formats');
const names = readdirSync(folder);
const files = names.map((name) => readFileSync(join(folder, name)));
const mp3Frame = frame([0xff, 0xfb, 0x90, 0], 417);

describe('files made by ffmpeg and SoX', () => {
	test('none of them, cut off after any of its first bytes, is something else', () => {
		const wrong: string[] = [];
		files.forEach((file, index) => {
			for (let length = 0; length <= Math.min(runs(4096, 300), file.length); length++) {
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
						recognizeWhole(start).kind !== 'other' &&
						recognizeClip(start, file.length).kind !== 'other'
					);
				},
			),
			{ numRuns: runs(10_000) },
		);
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
		expect(recognizeWhole(start)).toEqual({ kind: 'unknown' });
		expect(recognizeClip(start, 1_000_000)).toEqual({ kind: 'unknown' });
	});

	test.each([
		['µ-law', muLaw],
		['A-law', aLaw],
		['8 bit PCM', eightBit],
	])('%s noise, however loud', (_name, encode) => {
		fc.assert(
			fc.property(fc.nat(), fc.integer({ min: 2, max: 127 }), (seed, loudest) => {
				expect(recognizeWhole(faint(seed, loudest, encode))).toEqual({ kind: 'unknown' });
			}),
			{ numRuns: runs(1000) },
		);
	});

	test('16 bit PCM noise, however loud', () => {
		fc.assert(
			fc.property(fc.nat(), fc.integer({ min: 2, max: 32_767 }), (seed, loudest) => {
				const numbers = noise(seed);
				const samples = Int16Array.from({ length: 1000 }, () =>
					Math.round((numbers.next().value - 0.5) * 2 * loudest),
				);
				expect(recognizeWhole(new Uint8Array(samples.buffer))).toEqual({ kind: 'unknown' });
			}),
			{ numRuns: runs(1000) },
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
			{ numRuns: runs(10_000) },
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
			{ numRuns: runs(10_000) },
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
