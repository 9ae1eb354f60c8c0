import { describe, expect, test } from '@jest/globals';

import {
	defaultClipName,
	FORMATS,
	hasExtension,
	mimeTypeOf,
} from '../../nodes/Vogent/clip/audio/index.ts';

describe('a clip without a name', () => {
	test.each([
		['audio/wav', 'clip.wav'],
		['audio/x-wav', 'clip.wav'],
		['audio/wave', 'clip.wav'],
		['audio/vnd.wave', 'clip.wav'],
		[' audio/mpeg', 'clip.mp3'],
		['audio/mp3', 'clip.mp3'],
		['audio/mp4', 'clip.m4a'],
		['AUDIO/OGG; codecs=opus', 'clip.ogg'],
		['audio/flac', 'clip.flac'],
		['audio/webm', 'clip.webm'],
		['audio/aac', 'clip.aac'],
		['audio/caf', 'clip.caf'],
		['audio/amr-wb;\nchannels=1', 'clip.awb'],
		['application/octet-stream', 'clip'],
		['audio/aacp', 'clip'],
		['audio/y-wav', 'clip'],
		['video/mp4', 'clip'],
		['video/x-wav', 'clip'],
		['not audio/wav', 'clip'],
		['', 'clip'],
	])('of type %j is called %s', (mimeType, name) => {
		expect(defaultClipName(mimeType)).toBe(name);
	});
});

describe('the MIME type of a file', () => {
	test.each([
		['anna.wav', 'audio/wav'],
		['a.b.MP3', 'audio/mpeg'],
		['anna.wav.txt', undefined],
		['anna', undefined],
		['', undefined],
	])('%j is %s', (fileName, mimeType) => {
		expect(mimeTypeOf(fileName)).toBe(mimeType);
	});

	test.each(Object.values(FORMATS))('$extension is that of its format', (format) => {
		expect(mimeTypeOf(`a${format.extension}`)).toBe(format.mimeType);
	});
});

describe('an extension', () => {
	test.each(['a.wav', 'a.7z', 'a.3gp', 'a.X', 'a.b.aiff', 'a.flac5'])('%s has one', (name) => {
		expect(hasExtension(name)).toBe(true);
	});

	test.each(['a', 'wav', 'a.', 'Anna v1.2', 'St. Anna', 'a.w v', 'a.abcdef', 'a.wav ', 'a.ä'])(
		'%s has none',
		(name) => {
			expect(hasExtension(name)).toBe(false);
		},
	);
});
