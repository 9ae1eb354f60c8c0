import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Of the WAV: 16 bit, mono, so many samples a second. */
const sampleRate = 22_050;
const headerBytes = 44;

/** A WAV file of so many bytes: a valid header, and noise that no other has. */
export function noise(bytes: number): Buffer {
	const header = Buffer.alloc(headerBytes);
	header.write('RIFF', 0);
	header.writeUInt32LE(bytes - 8, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(bytes - headerBytes, 40);
	return Buffer.concat([header, randomBytes(bytes - headerBytes)]);
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
