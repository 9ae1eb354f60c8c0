import { rm } from 'node:fs/promises';
import path from 'node:path';
import { binaryDataModes, versions } from '../test/n8n/lines.mts';
import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { runColumn, type Column } from './matrix/column.mts';
import { printed, writePage } from './matrix/page.mts';
import { endWithParent } from './set-up/parent.mts';
import { stopCommands } from './test-steps/command.mts';

const USAGE = `Usage: npm run test:matrix [-- <versions and modes>]

Runs the end-to-end tests on every n8n and in every way that n8n keeps files, one after the other, and prints a table.
Without arguments it also writes docs/matrix.md.

  versions  ${versions.join(', ')}
  modes     ${binaryDataModes.join(', ')}
`;

const chosen = process.argv.slice(2);
const isKnown = (name: string) => [...versions, ...binaryDataModes].some((one) => one === name);
if (!chosen.every(isKnown)) {
	process.stderr.write(USAGE);
	process.exit(2);
}
/** Those that were named, or all where none of them was. */
const named = <Name extends string>(all: Name[]) => {
	const some = all.filter((name) => chosen.includes(name));
	return some.length > 0 ? some : all;
};

endWithParent();
const tarball = await packPackage(repositoryDirectory);
const cleanUp = () => rm(path.dirname(tarball), { recursive: true, force: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stopCommands();
		void cleanUp().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
	});
}

const columns: Column[] = [];
for (const version of named(versions)) {
	for (const mode of named(binaryDataModes)) {
		process.stdout.write(`\n=== n8n ${version}, files kept in the mode ${mode}\n`);
		columns.push(await runColumn(version, mode, tarball));
	}
}
await cleanUp();
if (chosen.length === 0) await writePage(columns);
process.stdout.write(`\n${printed(columns)}\n`);
process.exitCode = columns.some(({ failures }) => failures.length > 0) ? 1 : 0;
