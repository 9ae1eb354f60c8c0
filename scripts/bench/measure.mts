import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import type { Simulator } from '../../test/simulator/client.mts';
import type { Case } from './cases.mts';
import type { Uploads } from './contenders.mts';
import { CONTENDERS, summarize, type Contender, type Figures, type Results } from './figures.mts';
import type { Receiver } from './receiver.mts';

/**
 * Lets the contenders upload in turn, so that whatever else the machine does meets all of them, each time beginning with
 * another one.
 *
 * @param uploads of the clips of this case
 * @param runs how often, times what the case asks for
 * @returns the medians
 * @throws {Error} when an upload fails, or when not all clips have arrived with all their bytes
 */
export async function measure(
	one: Case,
	uploads: Uploads,
	{ receiver, runs }: { receiver: Receiver; runs: number },
): Promise<Results> {
	const figures: Partial<Record<Contender, Figures[]>> = {};
	const taking = CONTENDERS.filter((contender) => uploads[contender] !== undefined);
	for (let run = 0; run < runs * one.often; run++) {
		const first = run % taking.length;
		for (const contender of [...taking.slice(first), ...taking.slice(0, first)]) {
			receiver.take();
			const took = await uploads[contender]?.();
			checkArrival(one, contender, receiver);
			if (took !== undefined) (figures[contender] ??= []).push(took);
		}
	}
	return summarize(figures);
}

function checkArrival(one: Case, contender: Contender, receiver: Receiver): void {
	const { requests, bytes, problems } = receiver.take();
	const clips = contender === 'nothing' ? 0 : one.clips;
	const least = clips * one.megabytes * 1_000_000;
	// The rest of a form is a few hundred bytes.
	const most = least + clips * 2000;
	if (requests === clips && bytes >= least && bytes <= most && problems.length === 0) return;
	throw new Error(
		`${contender}, ${one.id}: ${requests} uploads and ${bytes} bytes arrived. ${problems.join('; ')}`,
	);
}

/**
 * Lets each contender that sends a form upload a clip to the simulator, which takes only what Vogent's API takes, and looks
 * whether all of it has arrived.
 *
 * @throws {Error} that names the contender, when it has not
 */
export async function checkUploads(
	simulator: Simulator,
	clip: string,
	uploads: Uploads,
): Promise<void> {
	const sha256 = createHash('sha256')
		.update(await readFile(clip))
		.digest('hex');
	for (const [contender, upload] of Object.entries(uploads)) {
		if (contender === 'nothing' || contender === 'bare') continue;
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
