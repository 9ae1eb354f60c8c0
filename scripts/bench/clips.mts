import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

import type { Case } from './cases.mts';

const HEADER_BYTES = 44;

/**
 * Writes the clips of a case: noise, as WAV files of exactly so many million bytes.
 *
 * @param folder is made for them
 * @returns their paths
 */
export async function writeClips(folder: string, { megabytes, clips }: Case): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const noise = randomBytes(1_000_000);
	const files: string[] = [];
	for (let number = 1; number <= clips; number++) {
		const file = path.join(folder, `${String(number).padStart(3, '0')}.wav`);
		const handle = await open(file, 'w');
		await handle.write(wavHeader(megabytes * 1_000_000 - HEADER_BYTES));
		await handle.write(noise.subarray(HEADER_BYTES));
		for (let written = 1; written < megabytes; written++) await handle.write(noise);
		// Else the disk would still be busy with it while the uploads are measured.
		await handle.sync();
		await handle.close();
		files.push(file);
	}
	return files;
}

/** The header of 16-bit mono sound at 48 kHz. */
function wavHeader(bytes: number): Buffer {
	const header = Buffer.alloc(HEADER_BYTES);
	header.write('RIFF', 0);
	header.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(48_000, 24);
	header.writeUInt32LE(96_000, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(bytes, 40);
	return header;
}
