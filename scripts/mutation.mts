import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { runCommand, say } from './runCommand.mts';

/** No file may be below it (%); the least score of all files together is in Stryker's configuration. */
const LEAST_OF_A_FILE = 75;

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const STRYKER = path.join(repositoryDirectory, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const REPORT = path.join(repositoryDirectory, '.cache/mutation/report.json');

/** What is read of the report of Stryker (its mutation testing report schema). */
interface Report {
	files: Record<string, { mutants: Array<{ status: string }> }>;
}

runCommand('Mutation testing', async (atEnd) => {
	const { values, positionals: files } = parseArgs({
		allowPositionals: true,
		options: { force: { type: 'boolean', default: false } },
	});
	const chosen = files.length > 0 ? ['--mutate', files.join(',')] : [];
	const args = [...(values.force ? ['--force'] : []), ...chosen];
	await rm(REPORT, { force: true });
	const stryker = spawn(process.execPath, [STRYKER, 'run', 'test/stryker.config.mjs', ...args], {
		cwd: repositoryDirectory,
		stdio: 'inherit',
	});
	atEnd(() => stryker.kill());
	const [code] = (await once(stryker, 'exit')) as [number | null];
	process.exitCode = code ?? 1;
	const text = await readFile(REPORT, 'utf8').catch(() => undefined);
	// Stryker has said why there is none.
	if (text === undefined) return;
	const report = JSON.parse(text) as Report;
	for (const [file, { mutants }] of Object.entries(report.files)) {
		const count = (statuses: string[]) =>
			mutants.filter(({ status }) => statuses.includes(status)).length;
		const killed = count(KILLED);
		const score = (100 * killed) / (killed + count(SURVIVED));
		// It is no number where nothing in the file can be changed.
		if (score < LEAST_OF_A_FILE) {
			say(`${file}: ${score.toFixed(1)} %, which is below ${LEAST_OF_A_FILE} %`);
			process.exitCode = 1;
		}
	}
});
