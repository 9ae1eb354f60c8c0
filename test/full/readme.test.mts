import { execFile, execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { packageName, packPackage } from '../n8n/package.mts';
import { repositoryDirectory } from '../n8n/paths.mts';

jest.setTimeout(300_000);

/** The blocks of commands in the README, in their order. */
let blocks: string[];
let tarball: string;
let home: string;

beforeAll(async () => {
	const readme = await readFile(join(repositoryDirectory, 'README.md'), 'utf8');
	blocks = [...readme.matchAll(/```sh\n([^]*?)\n```/g)].map(([, block = '']) => block);
	tarball = process.env.VOGENT_TARBALL ?? (await packPackage(repositoryDirectory));
	home = await mkdtemp(join(tmpdir(), 'vogent-readme-'));
});
afterAll(async () => {
	await rm(home, { recursive: true, force: true });
	if (process.env.VOGENT_TARBALL === undefined) await rm(dirname(tarball), { recursive: true });
});

interface Result {
	code: number;
	output: string;
}

/** Runs a block as somebody would who has copied it into a terminal. */
async function run(
	block: string,
	env: Record<string, string> = {},
	cwd = repositoryDirectory,
): Promise<Result> {
	return await new Promise((resolve) => {
		const options = { cwd, env: { ...process.env, ...env } };
		execFile('sh', ['-e', '-c', block], options, (error, stdout, stderr) => {
			const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
			resolve({ code, output: stdout + stderr });
		});
	});
}

/** A block that installs the package: this one, since it is not published before its tests have passed. */
const installingThis = (block = '') =>
	block.replace(`--omit=peer ${packageName}`, `--omit=peer '${tarball}'`);

/** The packages in a home's folder for community nodes, and what n8n loads of this one, with its own n8n-workflow. */
async function installedIn(folder: string) {
	const nodes = join(folder, '.n8n', 'nodes');
	const packages = await readdir(join(nodes, 'node_modules'));
	const script = `console.log(Object.keys(require('${packageName}')).sort().join())`;
	const env = { ...process.env, NODE_PATH: join(repositoryDirectory, 'node_modules') };
	const loaded = execFileSync('node', ['-e', script], { cwd: nodes, env, encoding: 'utf8' });
	return { packages: packages.filter((name) => !name.startsWith('.')), loaded: loaded.trim() };
}

const alone = { packages: [packageName], loaded: 'Vogent,VogentApi,VogentTrigger' };

describe('the commands of the README', () => {
	test('are these', () => {
		expect(
			blocks.map((block) => block.split('\n').at(-1)?.split(' ').slice(0, 2).join(' ')),
		).toEqual(['npm install', 'docker exec', 'npm install', 'npm run', 'npm test']);
	});

	test('install the package where n8n looks for it', async () => {
		const block = installingThis(blocks[0]);
		expect(block).toContain(tarball);
		expect(await run(block, { HOME: home })).toMatchObject({ code: 0 });
		expect(await installedIn(home)).toEqual(alone);
	});

	test('install it in a container', async () => {
		const inside = join(home, 'inside');
		const programs = join(home, 'bin');
		await mkdir(inside);
		await mkdir(programs);
		// Stands in for Docker: what is to run inside is run with another home.
		const docker = join(programs, 'docker');
		await writeFile(
			docker,
			'#!/bin/sh\n[ "$1 $2" = "exec n8n" ] || exit 9\nshift 2\nHOME="$INSIDE" exec "$@"\n',
		);
		await chmod(docker, 0o755);
		const env = { INSIDE: inside, PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` };
		expect(await run(installingThis(blocks[1]), env)).toMatchObject({ code: 0 });
		expect(await installedIn(inside)).toEqual(alone);
	});

	test('install it from a clone', async () => {
		const clone = join(home, 'clone');
		const leftOut = /\/(node_modules|dist|\.cache|\.git)$/;
		await cp(repositoryDirectory, clone, {
			recursive: true,
			filter: (source) => !leftOut.test(source.slice(repositoryDirectory.length)),
		});
		const homeOfClone = join(home, 'of-clone');
		// The packages of the lockfile are there already.
		const linking = `ln -s '${join(repositoryDirectory, 'node_modules')}' node_modules`;
		const block = (blocks[2] ?? '').replace('npm ci', linking);
		expect(await run(block, { HOME: homeOfClone }, clone)).toMatchObject({ code: 0 });
		expect(await installedIn(homeOfClone)).toEqual(alone);
	});

	test('show a voice that was cloned in n8n', async () => {
		const { code, output } = await run(`${blocks[3]} -- --exit`);
		expect(output).toContain('"voiceType": "cloned"');
		expect(code).toBe(0);
	});

	test('run the checks', async () => {
		const { code, output } = await run(`${blocks[4]} -- format`);
		expect(output).toMatch(/\n1 passed, 0 failed\n/);
		expect(code).toBe(0);
	});
});
