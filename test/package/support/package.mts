import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import { packageName, packPackage, unpackPackage } from '../../n8n/package.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';

/** The package as published, unpacked as npm would install it. */
export interface InstalledPackage {
	directory: string;
	/** Every file, by its path in the package. */
	files: string[];
	remove: () => Promise<void>;
}

/** Unpacks the tarball of this run (VOGENT_TARBALL), or one packed now, beside nothing but n8n-workflow. */
export async function installTarball(): Promise<InstalledPackage> {
	const tarball = process.env.VOGENT_TARBALL ?? (await packPackage(repositoryDirectory));
	const root = await mkdtemp(join(tmpdir(), 'vogent-installed-'));
	const directory = join(root, 'node_modules', packageName);
	await mkdir(directory, { recursive: true });
	await unpackPackage(tarball, directory);
	await symlink(
		join(repositoryDirectory, 'node_modules', 'n8n-workflow'),
		join(root, 'node_modules', 'n8n-workflow'),
		'junction',
	);
	const found = await readdir(directory, { recursive: true, withFileTypes: true });
	return {
		directory,
		files: found
			.filter((entry) => entry.isFile())
			.map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
			.sort(),
		remove: async () => {
			await rm(root, { recursive: true, force: true });
			if (process.env.VOGENT_TARBALL === undefined) {
				await rm(dirname(tarball), { recursive: true, force: true });
			}
		},
	};
}
