import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { resources } from '../../nodes/Vogent/registry.ts';
import { repositoryDirectory } from '../n8n/paths.mts';
import { runTool } from './support/command.mts';

/** Each test plants one mistake in a copy of the package, and expects the check that is there for it to fail. */
let copy: string;

// The lint of the whole package takes seconds, more on a busy machine.
jest.setTimeout(120_000);

const COPIED = [
	'credentials',
	'nodes',
	'icons',
	'package.json',
	'tsconfig.json',
	'eslint.config.mjs',
	'gulpfile.js',
	'index.js',
];

const program = (file: string) => join(repositoryDirectory, 'node_modules', file);

beforeAll(async () => {
	copy = await mkdtemp(join(tmpdir(), 'vogent-planted-'));
	await symlink(join(repositoryDirectory, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
beforeEach(async () => {
	for (const name of COPIED) {
		await rm(join(copy, name), { recursive: true, force: true });
		await cp(join(repositoryDirectory, name), join(copy, name), { recursive: true });
	}
});
afterAll(async () => await rm(copy, { recursive: true, force: true }));

/** Replaces a text that must be there in a file of the copy. */
async function plant(file: string, text: string, replacement: string) {
	const content = await readFile(join(copy, file), 'utf8');
	expect(content).toContain(text);
	await writeFile(join(copy, file), content.replace(text, replacement));
}

const lint = async () =>
	await runTool(program('@n8n/node-cli/bin/n8n-node.mjs'), ['lint'], { cwd: copy });
const compile = async () =>
	await runTool(program('typescript/bin/tsc'), ['--noEmit'], { cwd: copy });
const build = async () => await runTool(program('gulp/bin/gulp.js'), ['build'], { cwd: copy });

describe('n8n’s lint', () => {
	async function expectFinding(rule: string) {
		const { code, output } = await lint();
		expect(code).not.toBe(0);
		expect(output).toContain(rule);
	}

	test('passes on the package as it is', async () => {
		const { code, output } = await lint();
		expect({ code, output }).toEqual({ code: 0, output: expect.not.stringMatching(/✖|problem/) });
	});

	test('a field text against n8n’s guidelines fails the lint', async () => {
		await plant(
			'nodes/Vogent/fields/paging.ts',
			'Max number of results to return',
			'The maximum of results',
		);
		await expectFinding('n8n-nodes-base/node-param-description-wrong-for-limit');
	});

	test('a forbidden global fails the lint', async () => {
		await plant('nodes/Vogent/Vogent.node.ts', 'return await', 'process.exit(1); return await');
		await expectFinding('@n8n/community-nodes/no-restricted-globals');
	});

	test('an import that n8n does not bring fails the lint', async () => {
		await plant(
			'nodes/Vogent/Vogent.node.ts',
			"import { route } from './router';",
			"import 'node:fs';\nimport { route } from './router';",
		);
		await expectFinding('@n8n/community-nodes/no-restricted-imports');
	});

	test('a run-time dependency fails the lint', async () => {
		await plant(
			'package.json',
			'"peerDependencies"',
			'"dependencies": { "form-data": "*" },\n"peerDependencies"',
		);
		await expectFinding('no-runtime-dependencies');
	});
});

describe('the compiler and the build', () => {
	test('a type error fails the type check and the build', async () => {
		await plant(
			'nodes/Vogent/clip/peek.ts',
			'const ENOUGH_BYTES = 65_536;',
			'const ENOUGH_BYTES: string = 65_536;',
		);
		for (const { code, output } of [await compile(), await build()]) {
			expect(code).not.toBe(0);
			expect(output).toContain('nodes/Vogent/clip/peek.ts');
		}
	});

	test('the build copies icons, codex and schemas', async () => {
		const { code } = await build();
		expect(code).toBe(0);
		const built = await readdir(join(copy, 'dist'), { recursive: true });
		const assets = built.filter((file) => /\.(svg|json)$/.test(file)).sort();
		expect(assets).toEqual([
			'icons/vogent.dark.svg',
			'icons/vogent.svg',
			'nodes/Vogent/Vogent.node.json',
			...resources
				.flatMap(({ value, operations }) =>
					operations.map(
						(operation) => `nodes/Vogent/__schema__/v1.0.0/${value}/${operation.value}.json`,
					),
				)
				.sort(),
			'nodes/VogentTrigger/VogentTrigger.node.json',
		]);
	});

	test('the build leaves nothing of an earlier one behind', async () => {
		await mkdir(join(copy, 'dist'), { recursive: true });
		await writeFile(join(copy, 'dist', 'old.js'), '');
		await build();
		expect(await readdir(join(copy, 'dist'))).not.toContain('old.js');
	});
});

describe('the scan for community packages', () => {
	/** Runs the step of `npm test`, by Node itself: the scanner is an ES module, which jest does not load. */
	async function scan() {
		const step = pathToFileURL(join(repositoryDirectory, 'scripts/test-steps/scan.mts')).href;
		const run = `
			const { scan } = await import(${JSON.stringify(step)});
			const { failures } = await scan(${JSON.stringify(join(copy, 'dist'))}, 'package');
			process.exitCode = failures.length;`;
		return await runTool('--input-type=module', ['-e', run]);
	}

	beforeEach(async () => {
		await build();
		await cp(join(copy, 'package.json'), join(copy, 'dist', 'package.json'));
	});

	test('passes on the build as it is', async () => {
		expect((await scan()).code).toBe(0);
	});

	test('a forbidden import in the tarball fails the scan', async () => {
		await plant('dist/nodes/Vogent/router.js', 'require("./registry")', 'require("fs")');
		const { code, output } = await scan();
		expect(code).not.toBe(0);
		expect(output).toContain('no-restricted-imports');
	});
});

describe('the tests', () => {
	/** Runs a component test as if a package were not installed. */
	async function testWithout(missing: string, file: string) {
		const resolver = join(copy, 'resolver.cjs');
		await writeFile(
			resolver,
			`module.exports = (name, options) => {
				if (name === ${JSON.stringify(missing)}) throw new Error('Cannot find module ' + name);
				return options.defaultResolver(name, options);
			};`,
		);
		return await runTool(program('jest/bin/jest.js'), [
			'-c',
			'test/jest.config.cjs',
			'--selectProjects',
			'component',
			`--resolver=${resolver}`,
			'--testPathPatterns',
			file,
		]);
	}

	test('without form-data, the test that compares our form with it fails', async () => {
		const { code, output } = await testWithout('form-data', 'component/form');
		expect(code).not.toBe(0);
		expect(output).toContain("Cannot find module 'form-data'");
	});

	test('without n8n-core, the component tests fail', async () => {
		const { code, output } = await testWithout('n8n-core', 'component/getAll');
		expect(code).not.toBe(0);
		expect(output).toContain("Cannot find module 'n8n-core'");
	});
});

describe('the documentation', () => {
	test('the README names every field of Clone and both commands', async () => {
		const readme = await readFile(join(repositoryDirectory, 'README.md'), 'utf8');
		const { clone } = await import('../../nodes/Vogent/resources/voice/clone.operation.ts');
		const fields = clone.fields.filter(({ type }) => type !== 'notice' && type !== 'collection');
		expect(fields.length).toBeGreaterThanOrEqual(4);
		for (const { displayName, name } of fields) {
			expect(readme).toContain(`**${displayName}**`);
			expect(readme).toContain(`\`${name}\``);
		}
		expect(readme).toContain('npm run demo');
		expect(readme).toContain('npm test');
	});

	test('every check that docs/repository.md names exists', async () => {
		const page = await readFile(join(repositoryDirectory, 'docs', 'repository.md'), 'utf8');
		const rows = page.split('\n').filter((line) => line.startsWith('| `'));
		const named = rows.flatMap((row) => [...(row.split('|')[3] ?? '').matchAll(/"([^"]+)"/g)]);
		const folder = join(repositoryDirectory, 'test', 'package');
		const sources = await Promise.all(
			['guards.test.mts', 'package.test.mts'].map((file) => readFile(join(folder, file), 'utf8')),
		);
		expect(named.length).toBeGreaterThan(10);
		for (const [, name] of named) {
			expect(sources.join('\n').replaceAll('’', "'")).toContain(
				`test('${name?.replaceAll('’', "'")}'`,
			);
		}
	});
});
