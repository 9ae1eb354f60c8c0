import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import type { Resource } from '../nodes/Vogent/operation.ts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { operationsPage } from './docs/operations.mts';
import { pagesOf } from './docs/pages.mts';
import { endWithParent } from './set-up/parent.mts';
import { runProgram } from './test-steps/command.mts';

const PAGES = path.join(repositoryDirectory, 'docs/resources');

endWithParent();

// Node cannot run the node's own TypeScript, whose imports name no file endings.
const { code } = await runProgram('gulp/bin/gulp.js', ['build', '--silent']);
if (code !== 0) {
	process.stderr.write('The build has failed, so the pages were left as they are.\n');
	process.exitCode = 1;
} else {
	const load = createRequire(path.join(repositoryDirectory, 'dist/nodes/Vogent/'));
	const { resources } = load('./registry.js') as { resources: Resource[] };
	const { Vogent } = load('./Vogent.node.js') as { Vogent: new () => INodeType };
	const { properties } = new Vogent().description;
	const pages = [
		await operationsPage(resources, properties),
		...(await pagesOf(resources, properties)),
	];
	await mkdir(PAGES, { recursive: true });
	for (const { file, text } of pages) await write(path.join(PAGES, file), text);
}

async function write(file: string, text: string): Promise<void> {
	const before = await readFile(file, 'utf8').catch(() => undefined);
	if (before !== text) await writeFile(file, text);
	const name = path.relative(repositoryDirectory, file);
	process.stdout.write(`${name} ${before === text ? 'was up to date' : 'is written'}\n`);
}
