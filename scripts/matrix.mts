import { rm } from 'node:fs/promises';
import path from 'node:path';
import { binaryDataModes, versions } from '../test/n8n/lines.mts';
import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { runColumn, type Column } from './matrix/column.mts';
import { printed, writePage } from './matrix/page.mts';
import { runCommand, say } from './runCommand.mts';
import { stopCommands } from './test-steps/command.mts';

/** The names that were chosen, or all where none of them was. */
function chosenOf<Name extends string>(all: Name[]): Name[] {
	const some = all.filter((name) => process.argv.includes(name));
	return some.length > 0 ? some : all;
}

runCommand('The matrix', async (atEnd) => {
	const chosen = process.argv.slice(2);
	const names: string[] = [...versions, ...binaryDataModes];
	const unknown = chosen.find((name) => !names.includes(name));
	if (unknown !== undefined) throw new Error(`There is no "${unknown}": ${names.join(', ')}`);
	const tarball = await packPackage(repositoryDirectory);
	atEnd(() => rm(path.dirname(tarball), { recursive: true, force: true }));
	atEnd(stopCommands);
	const columns: Column[] = [];
	for (const version of chosenOf(versions)) {
		for (const mode of chosenOf(binaryDataModes)) {
			say(`\n=== n8n ${version}, files kept in the mode ${mode}`);
			columns.push(await runColumn(version, mode, tarball));
		}
	}
	if (chosen.length === 0) await writePage(columns);
	say(`\n${printed(columns)}`);
	process.exitCode = columns.some(({ failures }) => failures.length > 0) ? 1 : 0;
});
