import { recognizeAac } from './aac';
import { recognizeAiff } from './aiff';
import { hasText } from './bytes';
import { audio } from './content';
import type { AudioContent, ClipContent } from './content';
import { recognizeDamage } from './damaged';
import { recognizeFlac } from './flac';
import { endOfTag, recognizeMp3 } from './mp3';
import { recognizeMpeg4 } from './mpeg4';
import { looksLike } from './notAudio';
import { recognizeOgg } from './ogg';
import { recognizeWav } from './wav';
import { recognizeWebm } from './webm';

type Recognizer = (start: Uint8Array, size: number) => AudioContent | undefined;

const RECOGNIZERS: Recognizer[] = [
	recognizeWav,
	recognizeAiff,
	recognizeFlac,
	recognizeOgg,
	recognizeMpeg4,
	recognizeWebm,
	(start, size) => (hasText(start, 0, 'caff\0\u0001') ? audio('CAF', size) : undefined),
	(start, size) => (hasText(start, 0, '#!AMR\n') ? audio('AMR', size) : undefined),
	(start, size) => (hasText(start, 0, '#!AMR-WB\n') ? audio('AMR-WB', size) : undefined),
	recognizeMp3,
	recognizeAac,
];

/**
 * What a file of `size` bytes is, by its first bytes (some, or all of them). Never throws. What is neither known audio
 * nor plainly something else is unknown: audio without a header, say, or a video.
 */
export function recognizeClip(start: Uint8Array, size: number): ClipContent {
	const damage = recognizeDamage(start, size);
	if (damage) return { kind: 'other', ...damage };
	const content = recognizeTagged(start, size) ?? recognizeAudio(start, size);
	if (content) return content;
	const other = looksLike(start, size);
	return other === undefined ? { kind: 'unknown' } : { kind: 'other', looksLike: other };
}

function recognizeAudio(start: Uint8Array, size: number): AudioContent | undefined {
	for (const recognize of RECOGNIZERS) {
		const content = recognize(start, size);
		if (content) return content;
	}
	return undefined;
}

/** What is behind one or more ID3 tags: MP3, unless it is seen to be something else. */
function recognizeTagged(start: Uint8Array, size: number): AudioContent | undefined {
	let tags = 0;
	let end = endOfTag(start);
	while (end > 0) {
		tags += end;
		end = endOfTag(start.subarray(tags));
	}
	if (tags === 0) return undefined;
	// Some programs leave zeros between the tag and the sound.
	while (start[tags] === 0) tags++;
	return recognizeAudio(start.subarray(tags), size - tags) ?? audio('MP3', size);
}
