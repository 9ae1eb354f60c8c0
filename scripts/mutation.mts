import { spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { readReport } from './mutation/report.mts';
import { writePage } from './mutation/page.mts';
import { endWithParent } from './set-up/parent.mts';

/** No file may be below it; the least score of all files together is in Stryker's configuration. */
const LEAST_OF_A_FILE = 75;

/** Runs Stryker, showing its output; gives its exit code. */
function runStryker(args: string[]): Promise<number> {
	return new Promise((resolve, reject) => {
		const stryker = path.join(
			repositoryDirectory,
			'node_modules/@stryker-mutator/core/bin/stryker.js',
		);
		const child = spawn(process.execPath, [stryker, 'run', 'test/stryker.config.mjs', ...args], {
			cwd: repositoryDirectory,
			stdio: 'inherit',
		});
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => child.kill(signal));
		}
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

endWithParent();

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
/** Files to test instead of all; the page in docs/ is written only from a run over all. */
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (chosen.length > 0) options.push('--mutate', chosen.join(','));
const start = new Date();
process.exitCode = await runStryker(options);

/** None where Stryker has not come to its end. */
const scores = await readReport({ since: start });
for (const { file, score } of scores) {
	if (score >= LEAST_OF_A_FILE) continue;
	process.stderr.write(`${file}: ${score.toFixed(1)} %, which is below ${LEAST_OF_A_FILE} %\n`);
	process.exitCode = 1;
}
if (chosen.length === 0 && scores.length > 0) await writePage(scores);
