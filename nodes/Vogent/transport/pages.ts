import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import type { ApiCaller } from './caller';
import type { ListRequest } from './lists';
import { apiRequest } from './request';

const PAGE_SIZE = 100;

const REFUSALS = ['403', '404', '405'];

/** More in a row than any list has: it would go on forever. */
const MOST_PAGES_WITHOUT_NEW = 20;

/** One page of a list; the last one has no cursor. */
export interface Page<Row> {
	rows: Row[];
	cursor?: string;
}

/**
 * All rows of a list, or the first `limit`. Throws a NodeApiError if the rows are missing or the pages would go on forever,
 * and what `apiRequest` throws. API page: "Pagination" of the list operations (`limit`, `cursor`).
 */
export async function listRows(
	caller: ApiCaller,
	list: ListRequest,
	limit = Infinity,
): Promise<IDataObject[]> {
	return await collectRows(
		async (pageSize, cursor) => await readPage(caller, list, pageSize, cursor),
		limit,
		() => listError(caller, 'Vogent gave the same page of the list twice'),
	);
}

/**
 * One page of a list, after the page with that cursor. Throws a NodeApiError if the rows or the cursor are malformed, and
 * what `apiRequest` throws.
 */
export async function readPage(
	caller: ApiCaller,
	{ path, rowsKey = 'data', query, isUnpaged, whereRefused }: ListRequest,
	pageSize: number,
	cursor: string | undefined,
): Promise<Page<IDataObject>> {
	const paging = isUnpaged ? {} : { limit: pageSize, cursor };
	const listAs = isUnpaged ? rowsKey : undefined;
	const request = { method: 'GET', path, query: { ...query, ...paging }, listAs } as const;
	const answer = await apiRequest(caller, request).catch((error: unknown) => {
		throw explainRefusal(error, whereRefused);
	});
	const rows: unknown = answer[rowsKey];
	if (!Array.isArray(rows)) throw listError(caller, `Vogent's list has no "${rowsKey}"`);
	if (!rows.every(isJsonObject))
		throw listError(caller, `Vogent's list "${rowsKey}" has entries that cannot be read`);
	const next: unknown = answer.cursor ?? '';
	if (typeof next === 'object') throw listError(caller, 'Vogent gave a cursor that is not text');
	return { rows, cursor: isUnpaged ? '' : String(next) };
}

/** The service's own message moves to the description. */
function explainRefusal(error: unknown, message: string | undefined): unknown {
	const isRefusal = error instanceof NodeApiError && REFUSALS.includes(error.httpCode ?? '');
	if (message === undefined || !isRefusal) return error;
	error.description = `${error.message}. ${error.description ?? ''}`.trim();
	error.message = message;
	return error;
}

function listError({ context, itemIndex }: ApiCaller, message: string): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description:
				'Reading stopped because the list would be incomplete. Try again later, or ask for at most 100 results.',
			itemIndex,
		},
	);
}

/**
 * Joins pages, up to `limit` rows. Throws the error of `repeated` if a cursor comes twice, or if page after page has no new
 * row. Single rows may come twice, since a list can change while it is read.
 */
export async function collectRows<Row>(
	readPage: (pageSize: number, cursor: string | undefined) => Promise<Page<Row>>,
	limit: number,
	repeated: () => Error,
): Promise<Row[]> {
	const rows: Row[] = [];
	const cursors = new Set<string>();
	const known = new Set<string>();
	let cursor: string | undefined;
	let pagesWithoutNew = 0;
	do {
		const page: Page<Row> = await readPage(Math.min(PAGE_SIZE, limit - rows.length), cursor);
		const knownBefore = known.size;
		for (const row of page.rows) {
			rows.push(row);
			known.add(identityOf(row));
		}
		pagesWithoutNew = known.size === knownBefore ? pagesWithoutNew + 1 : 0;
		if (pagesWithoutNew > MOST_PAGES_WITHOUT_NEW) throw repeated();
		cursor = rows.length < limit && page.cursor ? page.cursor : undefined;
		if (cursor !== undefined && cursors.has(cursor)) throw repeated();
		if (cursor !== undefined) cursors.add(cursor);
	} while (cursor !== undefined);
	return rows.slice(0, limit);
}

function identityOf(row: unknown): string {
	const { id } = isJsonObject(row) ? row : { id: undefined };
	return typeof id === 'string' || typeof id === 'number' ? String(id) : JSON.stringify(row);
}
