import path from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';

/**
 * Asks an instance's database: gives the first row, undefined when there is none. The SQL is a SELECT that SQLite and
 * PostgreSQL both understand, with `?` for the values and quotation marks around names with capitals.
 */
export type Query = (
	sql: string,
	...values: string[]
) => Promise<Record<string, unknown> | undefined>;

/** The database of an instance, whose N8N_USER_FOLDER this is. */
export const databaseIn = (userFolder: string) => path.join(userFolder, '.n8n', 'database.sqlite');

/**
 * Asks an instance's database, whether n8n is running on it or not.
 *
 * @param userFolder the instance's N8N_USER_FOLDER
 * @param sql a SELECT with `?` for the values
 * @param values the values
 * @returns the first row; undefined when there is none
 * @throws {Error} when there is no database yet
 */
export function queryDatabase(
	userFolder: string,
	sql: string,
	...values: string[]
): Record<string, SQLOutputValue> | undefined {
	const database = new DatabaseSync(databaseIn(userFolder), { timeout: 5000 });
	try {
		return database.prepare(sql).get(...values);
	} finally {
		database.close();
	}
}
