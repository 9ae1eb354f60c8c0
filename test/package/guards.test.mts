import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';
import { runTool } from './support/command.mts';
import { installTarball } from './support/package.mts';

/** Each test plants a mistake in a copy of the package, and expects the tool that is there for it to fail. */
let copy: string;

// The lint of the whole package takes seconds, more on a busy machine.
jest.setTimeout(120_000);

const COPIED = [
	...['credentials', 'nodes', 'icons', 'index.js'],
	...['package.json', 'tsconfig.json', 'eslint.config.mjs', 'gulpfile.js'],
];

const program = (file: string) => join(repositoryDirectory, 'node_modules', file);

beforeAll(async () => {
	copy = await mkdtemp(join(tmpdir(), 'vogent-planted-'));
	await symlink(join(repositoryDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction');
	for (const name of COPIED) {
		await cp(join(repositoryDirectory, name), join(copy, name), { recursive: true });
	}
});
afterAll(async () => await rm(copy, { recursive: true, force: true }));

/** Puts something before the first line of a file. */
async function plant(file: string, mistake: string) {
	await writeFile(file, `${mistake}\n${await readFile(file, 'utf8')}`);
}

test('an import that n8n does not bring fails the lint', async () => {
	await plant(join(copy, 'nodes/Vogent/Vogent.node.ts'), "import 'node:fs';");
	const lint = program('@n8n/node-cli/bin/n8n-node.mjs');
	const { code, output } = await runTool(lint, ['lint'], { cwd: copy });
	expect(code).not.toBe(0);
	expect(output).toContain('@n8n/community-nodes/no-restricted-imports');
});

test('a type error fails the build, which names the file', async () => {
	await plant(join(copy, 'nodes/Vogent/router.ts'), "export const count: number = 'three';");
	const { code, output } = await runTool(program('gulp/bin/gulp.js'), ['build'], { cwd: copy });
	expect(code).not.toBe(0);
	expect(output).toContain('nodes/Vogent/router.ts(1,14): error TS2322');
});

test('a forbidden import in the tarball fails the scan', async () => {
	const { directory, remove } = await installTarball();
	try {
		await plant(join(directory, 'dist/nodes/Vogent/router.js'), "require('fs');");
		// By Node itself: the scanner is an ES module, which jest does not load.
		const step = pathToFileURL(join(repositoryDirectory, 'scripts/test-steps/scan.mts')).href;
		const run = `
			const { scan } = await import(${JSON.stringify(step)});
			const { failures } = await scan(${JSON.stringify(directory)}, 'package');
			console.log(failures.join());`;
		const { output } = await runTool('--input-type=module', ['-e', run]);
		expect(output).toContain('no-restricted-imports');
	} finally {
		await remove();
	}
});
