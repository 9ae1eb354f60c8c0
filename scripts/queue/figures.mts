import type { Cluster } from './cluster.mts';
import { cpuSeconds, memoryBytes } from './usage.mts';

/** The processes whose use is measured. */
export const parts = ['main', 'workers', 'PostgreSQL', 'Redis'] as const;

export type Part = (typeof parts)[number];

/** What a piece of work has used. */
export interface Figures {
	ms: number;
	/** Seconds of CPU time. 0 where the process is not ours, or this is no Linux. */
	cpu: Record<Part, number>;
	/** The most bytes of memory that were seen. 0 as above. */
	memory: Record<Part, number>;
	/** Rows and bytes (indexes and all) that the tables of the database have more of; tables without are left out. */
	tables: Map<string, { rows: number; bytes: number }>;
	/** Bytes that PostgreSQL has written to its log. */
	walBytes: number;
	/** The most bytes that Redis has held. */
	redisBytes: number;
	redisCommands: number;
}

const LOOK_EVERY_MS = 2000;

/** Measures what some work on the cluster uses. */
export async function measure(cluster: Cluster, work: () => Promise<void>): Promise<Figures> {
	const { database, redis } = cluster.services;
	const cpuBefore = await perPart(cluster, cpuSeconds);
	const tablesBefore = await tables(cluster);
	const walBefore = await walPosition(cluster);
	const commandsBefore = await redis.figure('total_commands_processed');
	const memory = await perPart(cluster, memoryBytes);
	let redisBytes = await redis.figure('used_memory');
	const look = async () => {
		const now = await perPart(cluster, memoryBytes);
		for (const part of parts) memory[part] = Math.max(memory[part], now[part]);
		redisBytes = Math.max(redisBytes, await redis.figure('used_memory'));
	};
	const looking = setInterval(() => void look(), LOOK_EVERY_MS);
	const start = performance.now();
	try {
		await work();
	} finally {
		clearInterval(looking);
	}
	const ms = performance.now() - start;
	await look();
	const cpuAfter = await perPart(cluster, cpuSeconds);
	const redisCommands = (await redis.figure('total_commands_processed')) - commandsBefore;
	const walBytes = (await walPosition(cluster)) - walBefore;
	await database.connection.rows('CHECKPOINT');
	const tablesAfter = await tables(cluster);
	return {
		ms,
		cpu: difference(cpuAfter, cpuBefore),
		memory,
		tables: grown(tablesAfter, tablesBefore),
		walBytes,
		redisBytes,
		redisCommands,
	};
}

async function perPart(
	{ main, workers, services }: Cluster,
	measureOne: (pid: number) => Promise<number>,
): Promise<Record<Part, number>> {
	const sum = async (pids: Array<number | undefined>) => {
		const known = pids.filter((pid) => pid !== undefined);
		return (await Promise.all(known.map(measureOne))).reduce((total, one) => total + one, 0);
	};
	return {
		main: await sum([main.pid]),
		workers: await sum(workers.map(({ pid }) => pid)),
		PostgreSQL: await sum([services.database.pid]),
		Redis: await sum([services.redis.pid]),
	};
}

function difference(after: Record<Part, number>, before: Record<Part, number>) {
	const entries = parts.map((part) => [part, after[part] - before[part]] as const);
	return Object.fromEntries(entries) as Record<Part, number>;
}

async function walPosition({ services }: Cluster): Promise<number> {
	const row = await services.database.connection.first(
		"SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS position",
	);
	return Number(row?.['position']);
}

/** Counts the rows of all tables: what PostgreSQL knows of them by itself is an estimate. */
async function tables({ services }: Cluster): Promise<Figures['tables']> {
	const { connection } = services.database;
	const names = await connection.rows(
		"SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
	);
	const found: Figures['tables'] = new Map();
	for (const { tablename } of names) {
		const name = String(tablename);
		const row = await connection.first(
			`SELECT (SELECT count(*) FROM "${name}") AS rows, pg_total_relation_size('"${name}"') AS bytes`,
		);
		found.set(name, { rows: Number(row?.['rows']), bytes: Number(row?.['bytes']) });
	}
	return found;
}

function grown(after: Figures['tables'], before: Figures['tables']): Figures['tables'] {
	const entries = [...after].map(([name, { rows, bytes }]) => {
		const was = before.get(name) ?? { rows: 0, bytes: 0 };
		return [name, { rows: rows - was.rows, bytes: bytes - was.bytes }] as const;
	});
	return new Map(entries.filter(([, { rows, bytes }]) => rows > 0 || bytes > 0));
}
