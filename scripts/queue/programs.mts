import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { User } from './guarded.mts';

/** Where Debian keeps the programs of PostgreSQL, one folder for each version, outside of the PATH. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Gives the path of a program: from the PATH, or of the newest PostgreSQL of Debian. Undefined when it is not there. */
export async function findProgram(name: string): Promise<string | undefined> {
	const versions = await readdir(DEBIAN_POSTGRES).catch((): string[] => []);
	const folders = [
		...versions
			.sort((one, other) => Number(other) - Number(one))
			.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin')),
		...(process.env['PATH'] ?? '').split(path.delimiter),
	];
	for (const folder of folders) {
		const file = path.join(folder, name);
		const isThere = await access(file, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (isThere) return file;
	}
	return undefined;
}

/** Whether this process may do everything. */
export const isRoot = process.getuid?.() === 0;

/** The user `postgres` for root, as whom PostgreSQL refuses to run; undefined for everybody else. */
export async function userForPostgres(): Promise<User | undefined> {
	if (!isRoot) return undefined;
	const id = async (flag: string) =>
		Number((await promisify(execFile)('id', [flag, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}
