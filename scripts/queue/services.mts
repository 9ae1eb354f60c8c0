import { findProgram, isRoot } from './programs.mts';
import { openDatabase, type Database } from './postgres.mts';
import { openRedis, type Redis } from './redis.mts';
import { runLogged } from '../set-up/npm.cjs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What n8n's queue mode needs besides n8n. */
export interface Services {
	database: Database;
	redis: Redis;
}

const WHAT_TO_INSTALL = `PostgreSQL and Redis are needed. Do one of these:
- Install them; they need not run. On Debian: apt-get install postgresql redis-server
- Have them run on this machine: PostgreSQL at 127.0.0.1:5432, where the user postgres needs no password, and Redis at
  127.0.0.1:6379.`;

/**
 * Gives a PostgreSQL database and a Redis: on servers of our own where the programs are installed, else on those that run
 * on this machine, else, on Debian as root, after installing them.
 *
 * @throws {Error} that says what to install, when there is no way to them
 */
export async function openServices(): Promise<Services> {
	const found = await open();
	if (found) return found;
	if (isRoot && (await findProgram('apt-get'))) {
		const options = { cwd: tmpdir(), log: path.join(tmpdir(), 'vogent-apt.log') };
		await runLogged('apt-get', ['update'], options);
		const packages = ['postgresql', 'redis-server'];
		await runLogged('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
		const installed = await open();
		if (installed) return installed;
	}
	throw new Error(WHAT_TO_INSTALL);
}

async function open(): Promise<Services | undefined> {
	const database = await openDatabase();
	if (!database) return undefined;
	const redis = await openRedis().catch(async (error: unknown) => {
		await database.remove();
		throw error;
	});
	if (redis) return { database, redis };
	await database.remove();
	return undefined;
}
