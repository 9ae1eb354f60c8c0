import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, jest, test } from '@jest/globals';

import { runNpm } from '../../scripts/set-up/npm.cjs';
import { repositoryDirectory } from '../n8n/paths.mts';
import { installTarball } from './support/package.mts';

jest.setTimeout(60_000);

interface DryRun {
	name: string;
	version: string;
	files: Array<{ path: string }>;
}

test('npm pack --dry-run lists what is published: the build, and nothing of tests, sources or docs', async () => {
	const installed = await installTarball();
	const folder = await mkdtemp(join(tmpdir(), 'vogent-pack-'));
	try {
		const log = join(folder, 'npm.log');
		await runNpm(['pack', '--dry-run', '--json'], { cwd: repositoryDirectory, log, tries: 1 });
		const said = await readFile(log, 'utf8');
		const [listed] = JSON.parse(said.slice(said.indexOf('\n['))) as DryRun[];
		const { name, version } = JSON.parse(
			await readFile(join(installed.directory, 'package.json'), 'utf8'),
		) as DryRun;
		expect(listed).toMatchObject({ name, version });
		const files = listed?.files.map(({ path }) => path).sort() ?? [];
		expect(files).toEqual([...installed.files].sort());
		const kinds = new Set(files.map((file) => file.replace(/^dist\/(\w+)\/.*\.(\w+)$/, '$1 $2')));
		expect([...kinds].sort()).toEqual([
			'LICENSE.md',
			'README.md',
			'credentials js',
			'icons svg',
			'index.js',
			'nodes js',
			'nodes json',
			'package.json',
		]);
	} finally {
		await installed.remove();
		await rm(folder, { recursive: true, force: true });
	}
});
