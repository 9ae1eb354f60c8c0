import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Simulator } from '../../test/simulator/client.mts';

/** Contenders by what they are called, and how each uploads one clip to the simulator. */
export type Checks = Record<string, () => Promise<unknown>>;

/**
 * Lets each contender upload a clip to the simulator, which takes only what Vogent's API takes, and looks whether all of
 * it has arrived.
 *
 * @throws {Error} that names the contender, when it has not
 */
export async function checkUploads(
	simulator: Simulator,
	clip: string,
	checks: Checks,
): Promise<void> {
	const sha256 = createHash('sha256')
		.update(await readFile(clip))
		.digest('hex');
	for (const [contender, upload] of Object.entries(checks)) {
		await upload();
		const request = (await simulator.requests()).at(-1);
		await simulator.reset();
		const parts = Object.fromEntries((request?.parts ?? []).map((part) => [part.name, part]));
		const isWhole =
			request?.status === 200 &&
			parts['name']?.value === 'Anna' &&
			parts['model']?.value === 'CSM' &&
			parts['clip']?.sha256 === sha256 &&
			parts['clip'].mimeType === 'audio/wav';
		if (!isWhole) throw new Error(`${contender} did not upload: ${JSON.stringify(request)}`);
	}
}
