import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

import { WAV_HEADER_BYTES, wavHeader } from '../../test/support/wavHeader.mts';
import type { Case } from './cases.mts';

/** Of the sound, which has 16 bits a sample. */
const SAMPLE_RATE = 48_000;

/**
 * Writes the clips of a case: noise, as WAV files of exactly so many million bytes.
 *
 * @param folder is made for them
 * @returns their paths
 */
export async function writeClips(folder: string, { megabytes, clips }: Case): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const noise = randomBytes(1_000_000);
	const soundBytes = megabytes * 1_000_000 - WAV_HEADER_BYTES;
	const header = wavHeader({ soundBytes, sampleRate: SAMPLE_RATE });
	const files: string[] = [];
	for (let number = 1; number <= clips; number++) {
		const file = path.join(folder, `${String(number).padStart(3, '0')}.wav`);
		const handle = await open(file, 'w');
		await handle.write(header);
		for (let left = soundBytes; left > 0; left -= noise.length) {
			await handle.write(noise.subarray(0, Math.min(left, noise.length)));
		}
		// Else the disk would still be busy with it while the uploads are measured.
		await handle.sync();
		await handle.close();
		files.push(file);
	}
	return files;
}
