import { expect } from '@jest/globals';

import type { ReceivedPart, ReceivedRequest } from '../../simulator/client.mts';
import { NEW_CALL, type ExpectedRequest, type Row } from './row.mts';

/**
 * Expects that these requests and no others have arrived, in this order, and that the simulator took each of them.
 *
 * @param newCall the ID of the call that the row has placed, where it has placed one
 */
export function expectArrived(
	{ waits }: Pick<Row, 'waits'>,
	expected: ExpectedRequest[],
	received: ReceivedRequest[],
	newCall = '',
): void {
	const arrived = received.map(shownRequest);
	// The same question again is no other request, where the row waits for its answer.
	const shown = waits ? arrived.filter((one, index) => !isSame(one, arrived[index - 1])) : arrived;
	expect(shown).toEqual(
		expected.map(({ path, query = {}, body, parts, ...rest }) => ({
			...rest,
			path: path.replace(NEW_CALL, newCall),
			query,
			body,
			parts,
			status: 200,
		})),
	);
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
