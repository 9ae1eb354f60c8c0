import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { WAV_HEADER_BYTES, wavHeader } from '../../support/wavHeader.mts';

/** Of the WAV: 16 bit, mono, so many samples a second. */
const sampleRate = 22_050;

/** A WAV file of so many bytes: a valid header, and noise that no other has. */
export function noise(bytes: number): Buffer {
	const soundBytes = bytes - WAV_HEADER_BYTES;
	return Buffer.concat([wavHeader({ soundBytes, sampleRate }), randomBytes(soundBytes)]);
}

/**
 * Writes clips, all different, into a new folder.
 *
 * @returns their file names, sorted, and a selector of all of them for the node that reads files
 */
export async function writeClips(
	folder: string,
	count: number,
	bytes: number,
): Promise<{ names: string[]; selector: string }> {
	await mkdir(folder);
	const digits = String(count - 1).length;
	const names = Array.from(
		{ length: count },
		(_, index) => `clip-${String(index).padStart(digits, '0')}.wav`,
	);
	for (const name of names) await writeFile(join(folder, name), noise(bytes));
	return { names, selector: join(folder, '*.wav') };
}
