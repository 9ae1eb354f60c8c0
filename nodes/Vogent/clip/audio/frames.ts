/** Telephone audio often has bytes that look like one header. */
const FEWEST_FRAMES = 2;
const FRAMES_TO_CHECK = 4;

/**
 * Whether the bytes begin with consecutive frames, at least two of them. `frameLength` returns the length of the frame at an
 * offset, or 0 if there is none.
 */
export function beginsWithFrames(
	start: Uint8Array,
	headerLength: number,
	frameLength: (offset: number) => number,
): boolean {
	let offset = 0;
	let frames = 0;
	while (frames < FRAMES_TO_CHECK && offset + headerLength <= start.length) {
		const length = frameLength(offset);
		if (length === 0) return false;
		offset += length;
		frames++;
	}
	return frames >= FEWEST_FRAMES;
}
