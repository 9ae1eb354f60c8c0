import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { takeLock } from '../../../scripts/set-up/lock.cjs';
import { databaseIn } from '../../n8n/database.mts';
import { createHome } from '../../n8n/home.mts';
import { line } from '../../n8n/lines.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';
import { signIn } from './session.mts';

const folder = path.join(repositoryDirectory, '.cache', 'databases');

/** A database is read with the key that it was made with. */
export const encryptionKey = { N8N_ENCRYPTION_KEY: 'encryption-key-of-the-tests' };

/**
 * The database of a new n8n of this run's line, with its tables and the owner's account: making them takes n8n longer
 * than all the rest of its start. It is made once, and kept in `.cache`.
 */
export async function newDatabase(): Promise<string> {
	const file = path.join(folder, `${line.version}.sqlite`);
	if (existsSync(file)) return file;
	await mkdir(folder, { recursive: true });
	const release = await takeLock(`${file}.lock`, () => undefined);
	try {
		if (!existsSync(file)) await makeDatabase(file);
	} finally {
		release();
	}
	return file;
}

async function makeDatabase(file: string): Promise<void> {
	const nothing = async (installed: string) => void (await mkdir(installed, { recursive: true }));
	const home = await createHome({ tarball: nothing, env: encryptionKey });
	try {
		const server = await home.start();
		await signIn(server.url);
		await server.stop();
		const database = new DatabaseSync(databaseIn(home.directory));
		// Its file alone may lack what was written last.
		database.prepare('VACUUM INTO ?').run(file);
		database.close();
	} finally {
		await home.remove();
	}
}
