import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { isCutShort, recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';
import { bytes, little, zeros } from './support/bytes.mts';
import { formatChunk, riffChunk, wav } from './support/headers.mts';
import { secondsOf } from './support/recognized.mts';

describe('WAV', () => {
	const second = zeros(16_000);
	const data = riffChunk('data', second);

	test('tells its length', () => {
		expect(secondsOf(wav(formatChunk(), data))).toBe(1);
		expect(secondsOf(wav(formatChunk({ sampleRate: 16_000 }), data))).toBe(0.5);
	});

	test('needs no more than its headers', () => {
		expect(secondsOf(wav(formatChunk(), riffChunk('data', zeros(0), 16_000)), 16_044)).toBe(1);
		expect(secondsOf(wav(formatChunk(), data).subarray(0, 44), 16_044)).toBe(1);
		expect(secondsOf(wav(formatChunk(), data).subarray(0, 43), 16_044)).toBeUndefined();
	});

	test.each([1, 3, 6, 7, 0xfffe])('is trusted with format %d', (tag) => {
		expect(secondsOf(wav(formatChunk({ tag }), data))).toBe(1);
	});

	test.each([0, 2, 4, 5, 8, 0x11, 0x31, 0x55, 0xffff])('is not trusted with format %d', (tag) => {
		expect(secondsOf(wav(formatChunk({ tag }), data))).toBeUndefined();
	});

	test.each([2, 0x11, 0x31])('of format %d goes by its blocks', (tag) => {
		const format = formatChunk({ tag, bytesPerSecond: 7, bytesPerBlock: 65, samplesPerBlock: 320 });
		const length = (16_000 / 65) * (320 / 8000);
		expect(secondsOf(wav(format, data))).toBeCloseTo(length, 9);
	});

	test.each([
		['no sample rate', { sampleRate: 0 }],
		['no bytes per second', { bytesPerSecond: 0 }],
		['no bytes per block', { bytesPerBlock: 0 }],
		['a contradiction', { bytesPerSecond: 16_001 }],
		['no samples per block', { tag: 2, samplesPerBlock: 0 }],
		['no samples per block and no rate', { tag: 2, samplesPerBlock: 0, sampleRate: 0 }],
		['no bytes per block, compressed', { tag: 2, samplesPerBlock: 320, bytesPerBlock: 0 }],
		['more than a second a byte', { tag: 2, sampleRate: 1, samplesPerBlock: 3 }],
	])('with %s tells none', (_name, format) => {
		expect(secondsOf(wav(formatChunk(format), data))).toBeUndefined();
	});

	test('counts all that is there where the header does not know, or knows too much', () => {
		for (const length of [0, 0xffffffff, 16_001, 0x7ffff000]) {
			expect(secondsOf(wav(formatChunk(), riffChunk('data', second, length)))).toBe(1);
		}
		expect(secondsOf(wav(formatChunk(), riffChunk('data', second, 15_999)))).toBe(15_999 / 16_000);
		expect(secondsOf(wav(formatChunk(), riffChunk('data', second, 1)))).toBe(1 / 16_000);
	});

	test('counts what the header says where more follows', () => {
		expect(secondsOf(wav(formatChunk(), data, riffChunk('LIST', zeros(100))))).toBe(1);
	});

	test('without any data tells none', () => {
		expect(secondsOf(wav(formatChunk(), riffChunk('data', zeros(0))))).toBeUndefined();
		expect(secondsOf(wav(formatChunk()))).toBeUndefined();
		expect(secondsOf(wav(data))).toBeUndefined();
		expect(secondsOf(wav())).toBeUndefined();
	});

	test('has other chunks before, of even and odd length', () => {
		for (const length of [0, 1, 2, 3, 1000]) {
			const other = riffChunk('LIST', new Uint8Array(length).fill(0x64));
			expect(secondsOf(wav(other, formatChunk(), other, data))).toBe(1);
		}
	});

	test('whose "fmt " is too short, tells none', () => {
		const short = riffChunk('fmt ', formatChunk().subarray(8, 20));
		expect(secondsOf(wav(short, data))).toBeUndefined();
		const shortest = riffChunk('fmt ', formatChunk().subarray(8, 22));
		expect(secondsOf(wav(shortest, data))).toBe(1);
	});

	describe('for more than 4 GB', () => {
		const long = (dataLength: number) =>
			bytes(
				'RF64',
				little(0xffffffff, 4),
				'WAVE',
				riffChunk('ds64', bytes(little(0x1234567, 8), little(dataLength, 8), zeros(12))),
				formatChunk(),
				riffChunk('data', zeros(0), 0xffffffff),
			);

		test('tells its length in 64 bits', () => {
			expect(secondsOf(long(16_000), 1_000_000)).toBe(1);
			expect(secondsOf(long(16_000 * 2 ** 20), 16_000 * 2 ** 20 + 80)).toBe(2 ** 20);
		});

		test('counts all that is there where that is not known', () => {
			expect(secondsOf(long(0), 80 + 32_000)).toBe(2);
			expect(secondsOf(long(32_001), 80 + 32_000)).toBe(2);
		});

		test('keeps to the 32 bits where they suffice', () => {
			const start = wav(
				riffChunk('ds64', bytes(zeros(8), little(32_000, 8), zeros(12))),
				formatChunk(),
				riffChunk('data', zeros(32_000), 16_000),
			);
			expect(secondsOf(start)).toBe(1);
		});
	});

	test('never tells an impossible length, whatever its header says', () => {
		const number32 = fc.oneof(
			fc.constantFrom(0, 1, 8000, 16_000, 0x7fffffff, 0xffffffff),
			fc.nat(0xffffffff),
		);
		const number16 = fc.oneof(fc.constantFrom(0, 1, 2, 0x11, 0x31, 0xfffe), fc.nat(0xffff));
		const format = fc
			.record({
				tag: number16,
				sampleRate: number32,
				bytesPerSecond: fc.option(number32, { nil: undefined }),
				bytesPerBlock: number16,
				samplesPerBlock: fc.option(number16, { nil: undefined }),
			})
			.map((given) =>
				formatChunk({
					...given,
					bytesPerSecond:
						(given.bytesPerSecond ?? given.sampleRate * given.bytesPerBlock) % 2 ** 32,
				}),
			);
		const other = fc
			.tuple(
				fc.constantFrom('data', 'LIST', 'fact', 'ds64', 'fmt ', 'JUNK'),
				fc.uint8Array({ maxLength: 40 }),
				fc.option(number32, { nil: undefined }),
			)
			.map(([id, content, length]) => riffChunk(id, content, length));
		const chunks = fc.array(fc.oneof(format, other), { maxLength: 8 });
		fc.assert(
			fc.property(chunks, number32, fc.constantFrom('RIFF', 'RF64'), (parts, more, id) => {
				const start = wav(...parts);
				start.set(bytes(id));
				const size = start.length + more;
				const content = recognizeClip(start, size);
				if (content.kind !== 'audio') return false;
				return content.seconds === undefined || (content.seconds > 0 && content.seconds <= size);
			}),
			{ numRuns: runs(10_000) },
		);
	});

	test('tells the length that was written, whatever its form', () => {
		const form = fc.record({
			sampleRate: fc.integer({ min: 1, max: 192_000 }),
			bytesPerBlock: fc.integer({ min: 1, max: 32 }),
			frames: fc.integer({ min: 1, max: 2 ** 24 }),
			before: fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 4 }),
			after: fc.nat(1000),
		});
		fc.assert(
			fc.property(form, ({ sampleRate, bytesPerBlock, frames, before, after }) => {
				const others = before.map((content) => riffChunk('LIST', content));
				const length = frames * bytesPerBlock;
				const start = wav(
					...others,
					formatChunk({ sampleRate, bytesPerBlock }),
					...others,
					riffChunk('data', zeros(0), length),
				);
				expect(secondsOf(start, start.length + length + after)).toBeCloseTo(frames / sampleRate, 6);
			}),
			{ numRuns: runs(10_000) },
		);
	});
});

test.each<[boolean, string, Uint8Array, number]>([
	[false, 'has all of its sound', wav(formatChunk(), riffChunk('data', zeros(100))), 144],
	[true, 'has a byte less', wav(formatChunk(), riffChunk('data', zeros(99), 100)), 143],
	[true, 'ends in its header', wav(riffChunk('data', zeros(0), 0x6fffffff)), 20],
	[false, 'was begun without a length', wav(riffChunk('data', zeros(0), 0x70000000)), 20],
	[false, 'has no sound at all', wav(riffChunk('LIST', zeros(4), 100)), 24],
	[false, 'is another RIFF', bytes('RIFF', zeros(4), 'AVI ', riffChunk('data', zeros(0), 100)), 20],
	[false, 'is no RIFF', bytes('RIFX', zeros(4), 'WAVE', riffChunk('data', zeros(0), 100)), 20],
])('%s for a file that %s is cut short', (expected, _, start, size) => {
	expect(isCutShort(start, size)).toBe(expected);
});
