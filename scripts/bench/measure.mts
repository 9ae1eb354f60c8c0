import type { Case } from './cases.mts';
import { CONTENDERS, summarize, type Contender, type Figures, type Results } from './figures.mts';
import type { Receiver } from './receiving.mts';

/** How each contender that takes part uploads the clips of a case. */
export type Uploads = Partial<Record<Contender, () => Promise<Figures>>>;

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
			await receiver.take();
			const took = await uploads[contender]?.();
			await checkArrival(one, contender, receiver);
			if (took !== undefined) (figures[contender] ??= []).push(took);
		}
	}
	return summarize(figures);
}

async function checkArrival(one: Case, contender: Contender, receiver: Receiver): Promise<void> {
	const { requests, bytes, problems } = await receiver.take();
	const clips = contender === 'nothing' ? 0 : one.clips;
	const least = clips * one.megabytes * 1_000_000;
	// The rest of a form is a few hundred bytes.
	const most = least + clips * 2000;
	if (requests === clips && bytes >= least && bytes <= most && problems.length === 0) return;
	throw new Error(
		`${contender}, ${one.id}: ${requests} uploads and ${bytes} bytes arrived. ${problems.join('; ')}`,
	);
}
