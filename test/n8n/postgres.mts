import { createRequire } from 'node:module';
import path from 'node:path';
import type { Query } from './database.mts';
import { line } from './lines.mts';
import { n8nDirectory } from './paths.mts';

/** Where a PostgreSQL server is, and who asks it. */
export interface PostgresAddress {
	host: string;
	port: number;
	user: string;
	database: string;
}

/** As much of the package `pg` as is used here. */
interface Client {
	connect(): Promise<void>;
	query(sql: string, values: string[]): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}

/** A connection to a PostgreSQL database. */
export interface PostgresConnection {
	/** Runs SQL with `?` for the values, which must have no other question mark; gives all rows. */
	rows: (sql: string, ...values: string[]) => Promise<Array<Record<string, unknown>>>;
	/** As `rows`, of which it gives the first. */
	first: Query;
	close: () => Promise<void>;
}

/**
 * Connects to a database, with the client that n8n brings.
 *
 * @throws {Error} when the server cannot be reached or refuses
 */
export async function connectPostgres(address: PostgresAddress): Promise<PostgresConnection> {
	const requireOfN8n = createRequire(path.join(n8nDirectory(line.version), 'package.json'));
	const { Client } = requireOfN8n('pg') as { Client: new (config: object) => Client };
	const client = new Client({ ...address, connectionTimeoutMillis: 10_000 });
	// Without a listener, a server that stops would end this process.
	client.on('error', () => undefined);
	await client.connect();
	const rows: PostgresConnection['rows'] = async (sql, ...values) => {
		let index = 0;
		const numbered = sql.replaceAll('?', () => `$${++index}`);
		return (await client.query(numbered, values)).rows;
	};
	return {
		rows,
		first: async (sql, ...values) => (await rows(sql, ...values))[0],
		close: () => client.end(),
	};
}
