import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeLock } from '../../scripts/set-up/lock.cjs';
import { runLogged, runNpm } from '../../scripts/set-up/npm.cjs';
import { repositoryDirectory } from './paths.mts';

/** The package's name, which is also the first part of its node types in n8n. */
export const packageName = 'n8n-nodes-vogent';

/**
 * Builds and packs the package as it would be published. One process at a time: each empties `dist` first.
 *
 * @param directory the package's checkout; nothing but its `dist` folder is touched, and a lock in `.cache`
 * @returns the path of the tarball, in a temporary folder of its own that the caller removes
 * @throws {Error} with the end of npm's output when the build or the packing fails
 */
export async function packPackage(directory: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'vogent-package-'));
	const options = { cwd: directory, log: path.join(folder, 'npm.log'), tries: 1 };
	await mkdir(path.join(directory, '.cache'), { recursive: true });
	const release = await takeLock(path.join(directory, '.cache', 'pack.lock'), () => undefined);
	try {
		await runNpm(['run', 'build'], options);
		await runNpm(['pack', '--ignore-scripts', '--pack-destination', folder], options);
	} finally {
		release();
	}
	const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error('npm pack made no tarball.');
	return path.join(folder, tarball);
}

/** Packs the package of this checkout, and removes the tarball when what uses it has ended. */
export async function withTarball<Result>(
	use: (tarball: string) => Promise<Result>,
): Promise<Result> {
	const tarball = await packPackage(repositoryDirectory);
	try {
		return await use(tarball);
	} finally {
		await rm(path.dirname(tarball), { recursive: true, force: true });
	}
}

/**
 * Unpacks a package's tarball, without the `package` folder that it starts with.
 *
 * @param tarball path of the `.tgz`
 * @param target folder to unpack into; made when it is missing
 * @throws {Error} when `tar` fails
 */
export async function unpackPackage(tarball: string, target: string): Promise<void> {
	await mkdir(target, { recursive: true });
	await runLogged('tar', ['-xzf', path.basename(tarball), '-C', target, '--strip-components=1'], {
		cwd: path.dirname(tarball),
		log: path.join(path.dirname(tarball), 'tar.log'),
	});
}

/** Where the package is in an instance of n8n, whose N8N_USER_FOLDER this is. */
export const installedPackage = (userFolder: string) =>
	path.join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);

/**
 * What an instance gets as the package: a tarball, see `packPackage`, or a function that puts the files into the folder
 * that n8n loads the package from.
 */
export type PackageSource = string | ((installed: string) => Promise<unknown>);

/**
 * Puts the package where n8n looks for community packages.
 *
 * @param source path of the `.tgz`, or what does it
 * @param userFolder the instance's N8N_USER_FOLDER
 */
export async function installPackage(source: PackageSource, userFolder: string): Promise<void> {
	const installed = installedPackage(userFolder);
	if (typeof source === 'string') await unpackPackage(source, installed);
	else await source(installed);
	const manifest = { name: 'installed-nodes', private: true, dependencies: { [packageName]: '*' } };
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	await writeFile(path.join(nodes, 'package.json'), JSON.stringify(manifest));
}
