import { CONCURRENCY, mapWithConcurrency, namesOf, sendClone, voicesNamed } from './clones.mts';
import type { Cluster } from './cluster.mts';
import { exactly, told, type Section } from './report.mts';

const NAMES = 5;

/** Executions that clone the same name at the same moment: what becomes of a limit that is documented. */
export async function cloneSameNames(cluster: Cluster): Promise<Section> {
	const names = namesOf('Same name', NAMES);
	const answers: number[] = [];
	for (const name of names) {
		const copies = Array.from({ length: CONCURRENCY }, () => name);
		const sent = await mapWithConcurrency(copies, CONCURRENCY, (copy) => sendClone(cluster, copy));
		answers.push(sent.filter(({ status }) => status === 200).length);
	}
	const voices = [...(await voicesNamed(cluster, names)).values()].map(({ length }) => length);
	return {
		title: `${CONCURRENCY} requests for one name at the same moment, for ${NAMES} names in turn (a limit that is documented)`,
		rows: [
			told('answered with a voice', answers.join(', ')),
			told('voices that came of it', voices.join(', ')),
			exactly('names with a voice', voices.filter((count) => count > 0).length, NAMES),
		],
	};
}
