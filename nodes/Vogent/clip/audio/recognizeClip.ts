import { recognizeDamage } from './damaged';
import { FORMATS, type AudioFormat } from './formats';
import { endOfTag } from './mp3';
import { looksLike } from './notAudio';

/** `seconds` only if the header tells. */
export type AudioContent = {
	kind: 'audio';
	format: AudioFormat;
	mimeType: string;
	extension: string;
	seconds?: number;
};

/** Plainly not audio: `looksLike` completes "it looks like …", `cure` says what to do, if known. */
export type OtherContent = { kind: 'other'; looksLike: string; cure?: string };

/** Unknown is neither known audio nor plainly something else: audio without a header, say, or a video. */
export type ClipContent = AudioContent | OtherContent | { kind: 'unknown' };

/** Recognizes a file of `size` bytes by its first bytes (some, or all of them). Never throws. */
export function recognizeClip(start: Uint8Array, size: number): ClipContent {
	const damage = recognizeDamage(start, size);
	if (damage) return { kind: 'other', ...damage };
	const content = recognizeTagged(start, size) ?? recognizeAudio(start, size);
	if (content) return content;
	const other = looksLike(start, size);
	return other === undefined ? { kind: 'unknown' } : { kind: 'other', looksLike: other };
}

function recognizeAudio(start: Uint8Array, size: number): AudioContent | undefined {
	for (const format of Object.keys(FORMATS) as AudioFormat[]) {
		const seconds = FORMATS[format].recognize(start, size);
		if (seconds !== undefined) return audio(format, size, seconds);
	}
	return undefined;
}

/** The content behind ID3 tags: MP3 unless recognized as something else. */
function recognizeTagged(start: Uint8Array, size: number): AudioContent | undefined {
	let tags = 0;
	let end = endOfTag(start);
	while (end > 0) {
		tags += end;
		end = endOfTag(start.subarray(tags));
	}
	if (tags === 0) return undefined;
	// Some programs leave zeros in between.
	while (start[tags] === 0) tags++;
	return recognizeAudio(start.subarray(tags), size - tags) ?? audio('MP3', size, NaN);
}

/** Drops impossible lengths: every format needs at least one byte per second. */
function audio(format: AudioFormat, size: number, seconds: number): AudioContent {
	const { mimeType, extension } = FORMATS[format];
	const content: AudioContent = { kind: 'audio', format, mimeType, extension };
	if (seconds > 0 && seconds <= size) content.seconds = seconds;
	return content;
}
