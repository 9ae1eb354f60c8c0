import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Resource } from '../nodes/Vogent/operation.ts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { withOperations } from './docs/operations.mts';
import { endWithParent } from './set-up/parent.mts';
import { runProgram } from './test-steps/command.mts';

const README = path.join(repositoryDirectory, 'README.md');

endWithParent();

// Node cannot run the node's own TypeScript, whose imports name no file endings.
const { code } = await runProgram('gulp/bin/gulp.js', ['build', '--silent']);
if (code !== 0) {
	process.stderr.write('The build has failed, so README.md was left as it is.\n');
	process.exitCode = 1;
} else {
	const built = path.join(repositoryDirectory, 'dist/nodes/Vogent/registry.js');
	const { resources } = createRequire(built)(built) as { resources: Resource[] };
	const before = await readFile(README, 'utf8');
	const after = await withOperations(before, resources);
	if (after !== before) await writeFile(README, after);
	process.stdout.write(`README.md ${after === before ? 'was up to date' : 'is written'}\n`);
}
