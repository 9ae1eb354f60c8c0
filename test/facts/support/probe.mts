import { writeFile } from 'node:fs/promises';

import type { LineName } from './lines.mts';
import { openLine } from './line.mts';
import type { Observed, Probes } from './observed.mts';

// node probe.mts <line> <family> <file>: runs the probes of a family on a line, and writes what each saw to the file, as
// JSON. Not to the standard output, where n8n writes.

const [lineName, family, file] = process.argv.slice(2) as [LineName, string, string];
const { probes } = (await import(`../probes/${family}.mts`)) as { probes: Probes };
const line = await openLine(lineName);
const observed: Observed = {};
for (const [name, probe] of Object.entries(probes)) {
	try {
		observed[name] = { seen: await probe(line) };
	} catch (error) {
		observed[name] = { failed: error instanceof Error ? String(error.stack) : String(error) };
	}
}
await line.close();
await writeFile(file, JSON.stringify(observed));
// n8n-core leaves timers behind, so the process would not end by itself.
process.exit(0);
