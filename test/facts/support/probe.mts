import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { LineName } from './lines.mts';
import { openLine } from './line.mts';
import type { Observed, Probes } from './observed.mts';

// node probe.mts <line> <file>: runs all probes on a line, and writes what each saw to the file, as JSON. Not to the
// standard output, where n8n writes.

const [lineName, file] = process.argv.slice(2) as [LineName, string];
const line = await openLine(lineName);

async function run(probes: Probes): Promise<Observed> {
	const observed: Observed = {};
	await Promise.all(
		Object.entries(probes).map(async ([name, probe]) => {
			try {
				observed[name] = { seen: await probe(line) };
			} catch (error) {
				observed[name] = { failed: error instanceof Error ? String(error.stack) : String(error) };
			}
		}),
	);
	return observed;
}

const seen: Record<string, Observed> = {};
for (const name of await readdir(path.join(import.meta.dirname, '../probes'))) {
	const { probes } = (await import(`../probes/${name}`)) as { probes: Probes };
	seen[path.basename(name, '.mts')] = await run(probes);
}
await line.close();
await writeFile(file, JSON.stringify(seen));
// n8n-core leaves timers behind, so the process would not end by itself.
process.exit(0);
