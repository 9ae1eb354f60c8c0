import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';

import { resources } from '../../nodes/Vogent/registry.ts';
import { clone } from '../../nodes/Vogent/resources/voice/clone.operation.ts';
import { repositoryDirectory } from '../n8n/paths.mts';
import { runTool } from './support/command.mts';
import { installTarball, type InstalledPackage } from './support/package.mts';

interface Manifest {
	version: string;
	main: string;
	dependencies?: object;
	overrides?: object;
	peerDependencies: object;
	devDependencies: Record<string, string>;
	scripts: Record<string, string>;
	n8n: { strict: boolean; nodes: string[]; credentials: string[] };
}

let installed: InstalledPackage;
let manifest: Manifest;

beforeAll(async () => {
	installed = await installTarball();
	manifest = JSON.parse(await readInstalled('package.json')) as Manifest;
}, 60_000);
afterAll(async () => await installed.remove());

async function readInstalled(file: string) {
	return await readFile(join(installed.directory, file), 'utf8');
}

/** The modules that a JavaScript file loads, by `require` or `import`. */
function modulesOf(name: string, code: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
				found.push(node.moduleSpecifier.text);
			}
		} else if (ts.isCallExpression(node)) {
			const called = node.expression.getText(source);
			if (called === 'require' || node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				const [argument] = node.arguments;
				found.push(argument && ts.isStringLiteral(argument) ? argument.text : node.getText(source));
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

describe('the packed tarball', () => {
	test('gives the nodes and the credential to require()', async () => {
		const script = join(installed.directory, '..', 'use.cjs');
		const { code, output } = await runTool('-e', [
			`process.chdir(${JSON.stringify(join(script, '..', '..'))});
			const { createRequire } = require('node:module');
			const exported = createRequire(process.cwd() + '/')('n8n-nodes-vogent');
			console.log(JSON.stringify({
				exported: Object.keys(exported).sort(),
				node: new exported.Vogent().description.name,
				trigger: new exported.VogentTrigger().description.name,
				credential: new exported.VogentApi().name,
			}));`,
		]);
		expect({ code, result: JSON.parse(output) as unknown }).toEqual({
			code: 0,
			result: {
				exported: ['Vogent', 'VogentApi', 'VogentTrigger'],
				node: 'vogent',
				trigger: 'vogentTrigger',
				credential: 'vogentApi',
			},
		});
	});

	test('loads nothing but its own files, n8n-workflow and crypto', async () => {
		const code = installed.files.filter((file) => file.endsWith('.js'));
		expect(code.length).toBeGreaterThan(10);
		for (const file of code) {
			const foreign = modulesOf(file, await readInstalled(file)).filter(
				(name) => !/^(\.{1,2}\/|(n8n-workflow|crypto|node:crypto)$)/.test(name),
			);
			expect({ file, foreign }).toEqual({ file, foreign: [] });
		}
	});

	test('has the files that its package.json, nodes and credentials name', () => {
		const named = [...manifest.n8n.nodes, ...manifest.n8n.credentials, manifest.main];
		const icons = ['dist/icons/vogent.svg', 'dist/icons/vogent.dark.svg'];
		const schemas = resources.flatMap((resource) =>
			resource.operations.map(
				({ value }) => `dist/nodes/Vogent/__schema__/v1.0.0/${resource.value}/${value}.json`,
			),
		);
		expect(schemas.length).toBeGreaterThanOrEqual(2);
		expect(installed.files).toEqual(
			expect.arrayContaining([
				...named,
				...icons,
				...schemas,
				'dist/nodes/Vogent/Vogent.node.json',
				'dist/nodes/VogentTrigger/VogentTrigger.node.json',
			]),
		);
	});
});

test.each([
	['Vogent', ['voice', 'clone', 'speech', 'phone']],
	['VogentTrigger', ['voice', 'call', 'phone', 'webhook', 'event', 'inbound', 'transcript']],
])(
	'the codex of %s does not hide the node from the search of the nodes panel',
	async (name, words) => {
		const codex = JSON.parse(await readInstalled(`dist/nodes/${name}/${name}.node.json`)) as {
			categories: string[];
			alias: string[];
		};
		// n8n lists "AI" only for its own nodes, and finds nothing else of that category.
		expect(codex.categories).toEqual(['Communication']);
		expect(codex.alias).toEqual(expect.arrayContaining(words));
	},
);

test.each(['vogent.svg', 'vogent.dark.svg'])(
	'the icon %s is square, small, and only lines',
	async (name) => {
		const icon = await readInstalled(`dist/icons/${name}`);
		expect(icon.length).toBeLessThan(4 * 1024);
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(icon) ?? [];
		expect(width).toBe(height);
		expect(icon).not.toMatch(/<image|<text|<script|href/);
	},
);

describe('package.json', () => {
	test('keeps to what n8n verifies', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.n8n.strict).toBe(true);
		const lifecycle = /^(pre|post)?(install|uninstall|prepare|pack|publish)$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	test('declares the eslint-plugin-n8n-nodes-base that n8n’s lint and scan load', () => {
		const declared = manifest.devDependencies['eslint-plugin-n8n-nodes-base'];
		for (const user of ['@n8n/node-cli/package.json', '@n8n/scan-community-package/package.json']) {
			const from = createRequire(join(repositoryDirectory, 'node_modules', user));
			const loaded = from('eslint-plugin-n8n-nodes-base/package.json') as { version: string };
			expect(loaded.version).toBe(declared);
		}
	});

	test.each(['n8n-workflow', 'n8n-core', 'form-data', 'jest', 'gulp', 'typescript'])(
		'declares exactly the %s that is installed',
		async (name) => {
			const file = join(repositoryDirectory, 'node_modules', name, 'package.json');
			const { version } = JSON.parse(await readFile(file, 'utf8')) as Manifest;
			expect(manifest.devDependencies[name]).toBe(version);
		},
	);
});

test('the lockfiles name no package registry', async () => {
	const lockfiles = [
		'package-lock.json',
		'test/browser/chromium/package-lock.json',
		'test/n8n/1.123.81/package-lock.json',
		'test/n8n/1.123.81-core/package-lock.json',
		'test/n8n/2.41.1/package-lock.json',
	];
	for (const file of lockfiles) {
		const content = await readFile(join(repositoryDirectory, file), 'utf8');
		expect(/"resolved"/.test(content)).toBe(false);
	}
});

test('the README names every field of Clone and both commands', async () => {
	const readme = await readInstalled('README.md');
	const fields = clone.fields.filter(({ type }) => type !== 'notice' && type !== 'collection');
	expect(fields.length).toBeGreaterThanOrEqual(4);
	for (const { displayName, name } of fields) {
		expect(readme).toContain(`**${displayName}**`);
		expect(readme).toContain(`\`${name}\``);
	}
	expect(readme).toContain('npm run demo');
	expect(readme).toContain('npm test');
});
