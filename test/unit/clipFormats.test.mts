import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';

import type { Reference } from './support/referenceFormats.mts';
import { recognizeWhole } from './support/recognized.mts';

const folder = join(import.meta.dirname, '../fixtures/formats');
const names = readdirSync(folder);

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
	const contentOf = (name: string) => recognizeWhole(readFileSync(join(folder, name)));

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
});
