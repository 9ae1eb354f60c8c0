import { recognizeClip } from '../../../nodes/Vogent/clip/audio/index.ts';
import type { ClipContent } from '../../../nodes/Vogent/clip/audio/index.ts';

/** What a file is that consists of these bytes. */
export function recognizeWhole(file: Uint8Array): ClipContent {
	return recognizeClip(file, file.length);
}

/** The format of a file that consists of these bytes, or the kind of what is not audio. */
export function formatOf(file: Uint8Array): string {
	const content = recognizeWhole(file);
	return content.kind === 'audio' ? content.format : content.kind;
}

/** The length that audio tells, undefined if none. The file ends with `start` unless `size` is given. */
export function secondsOf(start: Uint8Array, size = start.length): number | undefined {
	const content = recognizeClip(start, size);
	if (content.kind !== 'audio') throw new Error(`This is no audio, but ${content.kind}`);
	if ('seconds' in content && content.seconds === undefined) throw new Error('Empty length');
	return content.seconds;
}
