import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../test/n8n/ports.mts';
import {
	connectPostgres,
	type PostgresAddress,
	type PostgresConnection,
} from '../../test/n8n/postgres.mts';
import { findProgram, userForPostgres } from './programs.mts';
import { startGuarded } from './guarded.mts';

/** A database of our own. */
export interface Database {
	address: PostgresAddress;
	connection: PostgresConnection;
	version: string;
	/** The server's process, where we have started it. */
	pid: number | undefined;
	/** Removes the database, and ends the server where we have started it. */
	remove: () => Promise<void>;
}

interface Server {
	address: PostgresAddress;
	pid: number | undefined;
	stop: () => Promise<void>;
}

const RUNNING: PostgresAddress = {
	host: '127.0.0.1',
	port: 5432,
	user: 'postgres',
	database: 'postgres',
};

/**
 * Makes a database: on a server of our own where PostgreSQL is installed, else on one that runs on this machine. Gives
 * undefined when there is neither.
 */
export async function openDatabase(): Promise<Database | undefined> {
	const server = (await startOwn()) ?? (await findRunning());
	if (!server) return undefined;
	const name = `vogent_queue_${randomBytes(4).toString('hex')}`;
	const administration = await connectPostgres(server.address);
	await administration.rows(`CREATE DATABASE ${name}`);
	const address = { ...server.address, database: name };
	const connection = await connectPostgres(address);
	const version = (await connection.first('SHOW server_version'))?.['server_version'];
	return {
		address,
		connection,
		version: String(version).split(' ')[0] ?? '',
		pid: server.pid,
		remove: async () => {
			await connection.close();
			await administration.rows(`DROP DATABASE ${name} WITH (FORCE)`);
			await administration.close();
			await server.stop();
		},
	};
}

/** Starts a server with a data folder of its own; gives undefined when PostgreSQL is not installed. */
async function startOwn(): Promise<Server | undefined> {
	const initdb = await findProgram('initdb');
	const program = await findProgram('postgres');
	if (!initdb || !program) return undefined;
	const user = await userForPostgres();
	const directory = await mkdtemp(path.join(tmpdir(), 'vogent-postgres-'));
	if (user) await chown(directory, user.uid, user.gid);
	const data = path.join(directory, 'data');
	const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale'];
	await promisify(execFile)(initdb, [...options, '-D', data], { cwd: directory, ...user });
	const port = await freePort();
	const settings = [`unix_socket_directories=${directory}`, 'max_connections=200'];
	const server = startGuarded(
		program,
		['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap((it) => ['-c', it])],
		{ directory, user },
	);
	const address = { ...RUNNING, port };
	const stop = async () => {
		await server.stop();
		await rm(directory, { recursive: true, force: true, maxRetries: 5 });
	};
	for (const end = Date.now() + 30_000; !(await answers(address));) {
		if (server.isOver() || Date.now() > end) {
			await stop();
			throw new Error(`PostgreSQL did not start:\n${server.log()}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const [pid] = (await readFile(path.join(data, 'postmaster.pid'), 'utf8')).split('\n');
	return { address, pid: Number(pid), stop };
}

async function findRunning(): Promise<Server | undefined> {
	if (!(await answers(RUNNING))) return undefined;
	return { address: RUNNING, pid: undefined, stop: () => Promise.resolve() };
}

async function answers(address: PostgresAddress): Promise<boolean> {
	try {
		await (await connectPostgres(address)).close();
		return true;
	} catch {
		return false;
	}
}
