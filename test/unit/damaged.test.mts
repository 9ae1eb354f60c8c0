import { randomFillSync } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

import { recognizeClip } from '../../nodes/Vogent/clip/audio/index.ts';
import { runs } from '../support/runs.mts';
import { bytes, zeros } from './support/bytes.mts';

/** Clips that were damaged on their way: the first bytes of many still look like sound. */
const formats = join(import.meta.dirname, '../fixtures/formats');
const clips = readdirSync(formats)
	.map((name) => ({ name, clip: readFileSync(join(formats, name)) }))
	.filter(({ clip }) => recognizeClip(clip, clip.length).kind === 'audio');
const wav = readFileSync(join(import.meta.dirname, '../fixtures/clip.wav'));

const looks = (file: Uint8Array) => {
	const content = recognizeClip(file.subarray(0, 65_536), file.length);
	return content.kind === 'other' ? content : content.kind;
};

describe('a text that was decoded as Base64', () => {
	const base64 = wav.toString('base64');
	test.each([
		'data:audio/wav;base64,',
		'data:audio/x-wav;base64,',
		'data:audio/webm;codecs=opus;base64,',
		'data:audio/wav;charset=utf-8;base64,',
		'data:video/mp4;base64,',
		'data:application/octet-stream;base64,',
		'data:;base64,',
		'data:;charset=utf-8;base64,',
		'data:;name=anna.wav;base64,',
		'DATA:audio/wav;base64,',
		'"data:audio/ogg;base64,',
	])('%s', (prefix) => {
		expect(looks(Buffer.from(prefix + base64, 'base64'))).toMatchObject({
			looksLike: 'a data: URI that was decoded as Base64, prefix and all',
			cure: expect.stringContaining('base64,'),
		});
	});

	test.each([
		'filesystem-v2',
		'filesystem',
		'database',
		's3',
		'azure',
		'default',
		'filesystem-v2:workflows/a/executions/1/binary_data/6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
		's3:workflows/a/executions/1/binary_data/6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
		'database:6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
	])('%s', (text) => {
		expect(looks(Buffer.from(text, 'base64'))).toMatchObject({
			looksLike: "the name of n8n's file storage",
		});
	});

	test('https://…', () => {
		expect(looks(Buffer.from('https://example.com/anna.wav', 'base64'))).toMatchObject({
			looksLike: 'a web address that was decoded as Base64',
		});
	});
});

describe('sound that was read as text', () => {
	test.each(clips)('$name, as UTF-8', ({ clip }) => {
		expect(looks(Buffer.from(clip.toString('utf8')))).toMatchObject({
			looksLike: 'sound that was read as text, which destroys it',
			cure: 'Set "Response Format" to "File" in the node before.',
		});
	});

	test.each(clips)('$name, as Latin-1', ({ clip }) => {
		expect(looks(Buffer.from(clip.toString('latin1')))).toMatchObject({
			looksLike: 'sound that was read as text, which destroys it',
		});
	});

	test('behind an ID3 tag', () => {
		const tag = bytes('ID3', [3, 0, 0, 0, 0, 0, 10], zeros(10));
		expect(looks(bytes(tag, Buffer.from(wav.toString('utf8'))))).toMatchObject({ kind: 'other' });
	});

	test('from eight traces on', () => {
		const traces = (count: number) =>
			bytes(wav.subarray(0, 200), Buffer.from('\ufffd'.repeat(count)));
		expect(looks(traces(7))).toBe('audio');
		expect(looks(traces(8))).toMatchObject({ kind: 'other' });
	});
});

test('a companion file of macOS', () => {
	expect(looks(bytes([0, 5, 0x16, 7, 0, 2, 0, 0], 'Mac OS X        ', zeros(40)))).toMatchObject({
		looksLike: 'a companion file of macOS, which has no sound in it',
	});
});

test('random blocks of 64 KB are none of that', () => {
	const block = new Uint8Array(65_536);
	for (let count = 0; count < runs(10_000); count++) {
		expect(recognizeClip(randomFillSync(block), 1_000_000).kind).not.toBe('other');
	}
});
