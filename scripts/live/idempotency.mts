import { randomUUID } from 'node:crypto';
import type { LiveApi, Result } from './api.mts';
import { listedRows } from './reads.mts';

/**
 * Creates a call that somebody would have to join in a browser, asks for it again with the same idempotency key, and
 * hangs up. Takes what the reads have found, and gives what came of both operations.
 */
export async function tryIdempotencyKey(api: LiveApi, reads: Result[]): Promise<Result[]> {
	const agents = reads.find(({ operationId }) => operationId === 'listAgents');
	const callAgentId = listedRows(agents?.body)?.[0]?.id;
	if (typeof callAgentId !== 'string') {
		return [skipped('createDial', 'no agent'), skipped('hangUpDial', 'no call')];
	}
	const body = { callAgentId, browserCall: true, idempotencyKey: randomUUID() };
	const first = await api.ask('createDial', {}, body);
	const id = dialIdOf(first);
	if (id === undefined) return [first, skipped('hangUpDial', 'no call')];
	const again = await api.ask('createDial', {}, body);
	const { what, differences } = outcomeOf(again, id);
	const created: Result = {
		...first,
		differences: [...first.differences, ...differences],
		// What the body of a 409 has is not documented.
		notes: [...first.notes, ...(again.status === 409 ? again.differences : [])],
		tried: `the same idempotency key again: ${what}`,
	};
	const results = [created];
	for (const dialId of new Set([id, dialIdOf(again) ?? id])) {
		results.push(await api.ask('hangUpDial', { id: dialId }));
	}
	return results;
}

function outcomeOf(again: Result, firstId: string): { what: string; differences: string[] } {
	const { status, differences } = again;
	const id = dialIdOf(again);
	if (status === 409) return { what: 'HTTP 409', differences: [] };
	if (id === undefined)
		return { what: status === null ? 'no answer' : `HTTP ${status}`, differences };
	if (id === firstId) return { what: 'the same call', differences };
	return { what: 'a second call', differences: [...differences, 'the key prevented nothing'] };
}

function dialIdOf({ body }: Result): string | undefined {
	const id = (body as { dialId?: unknown } | undefined)?.dialId;
	return typeof id === 'string' ? id : undefined;
}

function skipped(operationId: string, reason: string): Result {
	return { operationId, status: null, skipped: reason, differences: [], notes: [] };
}
