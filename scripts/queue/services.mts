import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { line } from '../../test/n8n/lines.mts';
import { n8nDirectory } from '../../test/n8n/paths.mts';
import {
	connectPostgres,
	type PostgresAddress,
	type PostgresConnection,
} from '../../test/n8n/postgres.mts';
import type { AtEnd } from '../runCommand.mts';

/** As much of the package `ioredis` as is used here. */
interface RedisClient {
	connect(): Promise<void>;
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
	on(event: 'error', listener: () => void): void;
}

/** What n8n's queue mode needs besides n8n: a database and a part of Redis, both of our own. */
export interface Services {
	database: { address: PostgresAddress; connection: PostgresConnection };
	/** `prefix`: what all our keys begin with. */
	redis: { host: string; port: number; prefix: string };
}

const HOST = '127.0.0.1';
const POSTGRES = { host: HOST, port: 5432, user: 'postgres', database: 'postgres' };
const REDIS = { host: HOST, port: 6379 };

const HOW_TO_START = `PostgreSQL has to run at ${HOST}:${POSTGRES.port}, where the user ${POSTGRES.user} needs no password, and Redis at
${HOST}:${REDIS.port}. With Docker:

  docker run --rm -d -p ${HOST}:${POSTGRES.port}:5432 -e POSTGRES_HOST_AUTH_METHOD=trust postgres:17
  docker run --rm -d -p ${HOST}:${REDIS.port}:6379 redis:8`;

/**
 * Makes a database in the PostgreSQL that runs on this machine, and finds its Redis.
 *
 * @param atEnd gets what removes all that was made in them
 * @throws {Error} that says what is missing, and how to start it
 */
export async function openServices(atEnd: AtEnd): Promise<Services> {
	const [administration, client] = await Promise.all([
		connectPostgres(POSTGRES).catch(() => undefined),
		connectRedis().catch(() => undefined),
	]);
	const name = `vogent_queue_${randomBytes(4).toString('hex')}`;
	if (client) {
		atEnd(async () => {
			const keys = await client.keys(`*${name}*`);
			if (keys.length > 0) await client.del(...keys);
			client.disconnect();
		});
	}
	if (administration) atEnd(administration.close);
	const missing = [administration ? '' : 'PostgreSQL', client ? '' : 'Redis'].filter(Boolean);
	if (!administration || missing.length > 0) {
		throw new Error(`Not found on this machine: ${missing.join(', ')}.\n\n${HOW_TO_START}`);
	}
	await administration.rows(`CREATE DATABASE ${name}`);
	atEnd(() => administration.rows(`DROP DATABASE ${name} WITH (FORCE)`));
	const address = { ...POSTGRES, database: name };
	const connection = await connectPostgres(address);
	atEnd(connection.close);
	return { database: { address, connection }, redis: { ...REDIS, prefix: name } };
}

/** Connects with the client that n8n brings. */
async function connectRedis(): Promise<RedisClient> {
	const requireOfN8n = createRequire(path.join(n8nDirectory(line.version), 'package.json'));
	const { Redis } = requireOfN8n('ioredis') as { Redis: new (options: object) => RedisClient };
	const client = new Redis({ ...REDIS, lazyConnect: true, retryStrategy: () => null });
	// Without a listener, each failure is printed.
	client.on('error', () => undefined);
	await client.connect();
	return client;
}
