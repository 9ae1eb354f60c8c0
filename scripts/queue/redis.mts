import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { line } from '../../test/n8n/lines.mts';
import { n8nDirectory } from '../../test/n8n/paths.mts';
import { freePort } from '../../test/n8n/ports.mts';
import { findProgram } from './programs.mts';
import { startGuarded } from './guarded.mts';

/** As much of the package `ioredis` as is used here. */
interface Client {
	connect(): Promise<void>;
	info(): Promise<string>;
	keys(pattern: string): Promise<string[]>;
	del(...keys: string[]): Promise<number>;
	disconnect(): void;
	on(event: 'error', listener: () => void): void;
}

/** A Redis with a part of its own for us. */
export interface Redis {
	host: string;
	port: number;
	/** What all our keys begin with. */
	prefix: string;
	version: string;
	/** The server's process, where we have started it. */
	pid: number | undefined;
	/** A number that Redis tells of itself, such as `used_memory`. */
	figure: (name: string) => Promise<number>;
	/** Removes our keys, and ends the server where we have started it. */
	remove: () => Promise<void>;
}

const HOST = '127.0.0.1';
const USUAL_PORT = 6379;

/** Starts a Redis where it is installed, else finds one that runs on this machine. Gives undefined without either. */
export async function openRedis(): Promise<Redis | undefined> {
	const own = await startOwn();
	const client = own?.client ?? (await connect(USUAL_PORT));
	if (!client) return undefined;
	const prefix = `vogent-queue-${randomBytes(4).toString('hex')}`;
	const info = async (name: string) =>
		new RegExp(`^${name}:(.*)$`, 'm').exec(await client.info())?.[1]?.trim() ?? '';
	return {
		host: HOST,
		port: own?.port ?? USUAL_PORT,
		prefix,
		version: await info('redis_version'),
		pid: own ? Number(await info('process_id')) : undefined,
		figure: async (name) => Number(await info(name)),
		remove: async () => {
			const keys = await client.keys(`*${prefix}*`);
			if (keys.length > 0) await client.del(...keys);
			client.disconnect();
			await own?.stop();
		},
	};
}

async function startOwn() {
	const program = await findProgram('redis-server');
	if (!program) return undefined;
	const directory = await mkdtemp(path.join(tmpdir(), 'vogent-redis-'));
	const port = await freePort();
	// Nothing of it is to outlive it.
	const settings = ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no'];
	const server = startGuarded(program, settings, { directory });
	const stop = async () => {
		await server.stop();
		await rm(directory, { recursive: true, force: true });
	};
	for (const end = Date.now() + 20_000; ;) {
		const client = await connect(port);
		if (client) return { client, port, stop };
		if (server.isOver() || Date.now() > end) {
			await stop();
			throw new Error(`Redis did not start:\n${server.log()}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Connects, with the client that n8n brings; gives undefined when nobody answers. */
async function connect(port: number): Promise<Client | undefined> {
	const requireOfN8n = createRequire(path.join(n8nDirectory(line.version), 'package.json'));
	const { Redis } = requireOfN8n('ioredis') as { Redis: new (options: object) => Client };
	const client = new Redis({ host: HOST, port, lazyConnect: true, retryStrategy: () => null });
	client.on('error', () => undefined);
	try {
		await client.connect();
		return client;
	} catch {
		client.disconnect();
		return undefined;
	}
}
