import { NodeApiError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { apiRequest } from './request';

const PAGE_SIZE = 100;

/** A list of the API that is read page by page. `rowsKey` is where the answer has its rows: `voices`, or `data`. */
export interface ListRequest {
	path: string;
	rowsKey: string;
	query?: IDataObject;
}

/**
 * All rows of a list, or the first `limit` of them, in the service's order; follows the cursor until it is null.
 * Throws a NodeApiError if the service gives a cursor a second time (it would go on for ever), if the rows are missing,
 * and what `apiRequest` throws. API page: "Pagination" of the list operations (`limit`, `cursor`).
 */
export async function listRows(
	context: IExecuteFunctions,
	{ path, rowsKey, query }: ListRequest,
	itemIndex: number,
	limit = Infinity,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	const seen = new Set<string>();
	let cursor: string | undefined;
	do {
		const page = await apiRequest(
			context,
			{
				method: 'GET',
				path,
				query: { ...query, limit: Math.min(PAGE_SIZE, limit - rows.length), cursor },
			},
			itemIndex,
		);
		const found = page[rowsKey];
		if (!Array.isArray(found)) {
			throw brokenList(context, itemIndex, `Vogent's list has no "${rowsKey}"`);
		}
		rows.push(...(found as IDataObject[]));
		cursor = typeof page.cursor === 'string' && page.cursor !== '' ? page.cursor : undefined;
		if (cursor !== undefined && seen.has(cursor)) {
			throw brokenList(context, itemIndex, 'Vogent gave the same page of the list twice');
		}
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && rows.length < limit);
	return rows.length > limit ? rows.slice(0, limit) : rows;
}

function brokenList(context: IExecuteFunctions, itemIndex: number, message: string): NodeApiError {
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description:
				'The list was not read further, since it would never end or miss rows. Turn off "Return All" and set a limit of at most 100, or try again later.',
			itemIndex,
		},
	);
}
