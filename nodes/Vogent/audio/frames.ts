/** So many that noise is not taken for sound: telephone audio often has bytes that look like one header. */
const FRAMES_TO_CHECK = 4;

/**
 * Whether the bytes begin with frames, each right behind the other, as far as their headers are within `start`.
 * `frameLength` gives the length of the frame at an offset, or 0 if none begins there.
 */
export function beginsWithFrames(
	start: Uint8Array,
	headerLength: number,
	frameLength: (offset: number) => number,
): boolean {
	let offset = 0;
	for (let frames = 0; frames < FRAMES_TO_CHECK; frames++) {
		if (offset + headerLength > start.length) break;
		const length = frameLength(offset);
		if (length === 0) return false;
		offset += length;
	}
	return offset > 0;
}
