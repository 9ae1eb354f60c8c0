import type { Bar } from './bars.mts';
import { MODE_NAMES, SHORT_MB, SHORT_OFTEN, type Case } from './cases.mts';
import type { Results } from './figures.mts';
import { barTable, caseTable } from './table.mts';

/** What a run of the bench has found. */
export interface Findings {
	machine: string[];
	runs: number;
	measured: Array<{ one: Case; results: Results }>;
	bars: Bar[];
}

/** The page, before Prettier has aligned its tables. */
export function pageText({ machine, runs, measured, bars }: Findings): string {
	const sections = measured.map(
		({ one, results }) =>
			`### ${one.title} (${MODE_NAMES[one.mode]})\n\n${caseTable(one, results)}`,
	);
	return [
		'# Benchmarks',
		'What uploading clips takes with this node, and with what else could be used. Written by `npm run bench`; changes made by hand are lost.',
		machine.map((line) => `- ${line}`).join('\n'),
		'## How it is measured',
		`Everybody uploads the same clips to a service in another process that reads and counts all bytes and keeps nothing, on the same machine. Each upload is made ${runs} times (${runs * SHORT_OFTEN} times where it takes no longer than what else happens by chance: single clips of up to ${SHORT_MB} MB), the contenders taking turns; the tables give medians. **This node** is the packed package with the operation Clone as the editor makes it; **HTTP Request node** is n8n's own, set up by hand for the same form (for many clips with batches of that size and the shortest interval there is, 1 ms, since n8n does not wait for the batch before); **buffered \`FormData\`** is a node that reads the file into a \`Blob\`, as nodes of other voice services do; **HTTP Request node, bare file** is n8n's own with the file as the whole body, no form and no redirects, and so the least that an upload takes in n8n; these four run in a fresh n8n each time (\`n8n execute\`), behind the node that reads the clips from disk. **curl** is the limit. Before anything is measured, each of them uploads a clip to the simulator of Vogent's API, which has to get the very bytes; and after every upload the number of requests and bytes is checked.`,
		'**Time** is that of the upload alone: what n8n has recorded as the execution time of the uploading node, so that its start and the reading of the file are taken off; for curl what it says itself (for many clips that of the process). **CPU** (all threads) and **memory** (the most the process held at once) are those of the n8n process over a workflow that reads the clips and does nothing with them; of curl the memory is not taken. **Whole process** is everything from start to end. In the modes of n8n that keep files in memory or in the database, only memory is compared.',
		'## Where the time goes',
		"A short clip takes what n8n needs for the first request of a fresh process: reading the credential from its database, and code that runs for the first time. Sending it adds next to nothing, so that the node sends files of up to 1 MB in one piece. With a large clip most of the time is not sending either: n8n reads its files into one new buffer after another, and V8 gives their memory back only by collecting garbage, in n8n's case by going through the whole heap for every 50 MB or so. The node avoids most of that by leaving garbage of its own, which makes V8 collect only what is young (`nodes/Vogent/transport/minorGcTrigger.ts`). curl has neither n8n's start of a request nor a heap: its time is the limit of the machine, not of n8n, as the row of the bare file shows.",
		'## What the node is held to',
		barTable(bars),
		'## Figures',
		...sections,
	].join('\n\n');
}
