import type { OperationRequest } from './operation.mts';
import { Refusal } from './operation.mts';

export interface Page<Row> {
	rows: Row[];
	cursor: string | null;
}

const defaultLimit = 100;

/**
 * Takes the rows of a list and returns the page that the request's `limit` and `cursor` ask for.
 * Throws a Refusal: 422 for a limit below 1, 400 for a cursor that this list never gave.
 */
export function takePage<Row>(request: OperationRequest, list: string, rows: Row[]): Page<Row> {
	const { pageSize } = request.state.settings;
	const limit = typeof request.query.limit === 'number' ? request.query.limit : defaultLimit;
	if (limit < 1) throw new Refusal(422, 'limit must be at least 1');
	const size = Math.min(limit, pageSize ?? limit);
	const start = readCursor(list, request.query.cursor);
	const end = start + size;
	return {
		rows: rows.slice(start, end),
		cursor: end >= rows.length ? null : writeCursor(list, end),
	};
}

/** Every cursor holds characters that do not survive a query string unless they are encoded. */
const cursorStart = '+/';
const cursorEnd = '&=';

/** Returns the cursor with which a list goes on from there. */
export function writeCursor(list: string, offset: number): string {
	const text = Buffer.from(`${list} ${offset}`).toString('base64url');
	return `${cursorStart}${text}${cursorEnd}`;
}

function readCursor(list: string, cursor: unknown): number {
	if (cursor === undefined) return 0;
	if (typeof cursor === 'string') {
		const text = cursor.slice(cursorStart.length, -cursorEnd.length);
		const offset = Number(Buffer.from(text, 'base64url').toString().split(' ').at(-1));
		if (cursor === writeCursor(list, offset)) return offset;
	}
	throw new Refusal(400, 'cursor is not one that this list has given');
}
