import { expect } from '@jest/globals';

import type { ReceivedPart, ReceivedRequest } from '../../simulator/client.mts';
import { NEW_ID, type ExpectedRequest, type Row } from './row.mts';

/**
 * Expects that these requests and no others have arrived, in this order, and that the simulator took each of them, which
 * has what the row has created, too.
 */
export function expectArrived(
	{ waits }: Pick<Row, 'waits'>,
	expected: ExpectedRequest[],
	received: ReceivedRequest[],
): void {
	const arrived = received.map(shownRequest);
	// The same question again is no other request, where the row waits for its answer.
	const shown = waits ? arrived.filter((one, index) => !isSame(one, arrived[index - 1])) : arrived;
	expect(shown).toEqual(
		expected.map(({ path, query = {}, body, parts, ...rest }, index) => ({
			...rest,
			path: withNewId(path, shown[index]?.path ?? ''),
			query,
			body,
			parts,
			status: 200,
		})),
	);
}

/** The expected path, with the ID that arrived where it has a new one. */
function withNewId(path: string, arrived: string): string {
	const [before = '', after = ''] = path.split(NEW_ID);
	const id = arrived.slice(before.length, arrived.length - after.length);
	return /^[\da-f-]{36}$/.test(id) ? path.replace(NEW_ID, id) : path;
}

/** What a row tells of a request, and how it was answered. */
function shownRequest({ operationId, method, path, query, json, parts, status }: ReceivedRequest) {
	const shownParts = parts?.map(shownPart);
	return { operationId, method, path, query: { ...query }, body: json, parts: shownParts, status };
}

function shownPart({ kind, name, value, filename, mimeType, sha256 }: ReceivedPart) {
	return kind === 'text' ? { name, value } : { name, filename, mimeType, sha256 };
}

function isSame(one: object, other: object | undefined): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
