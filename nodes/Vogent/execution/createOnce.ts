import { createHash } from 'crypto';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { sendRequest, type ApiRequest } from '../transport/request';
import { findNamed, listIds, type Named } from './findNamed';
import { record, type Entry } from './ledger';
import { LostCreation } from './lostCreation';
import { isTool, type ItemRun } from './run';

/** Something that must not be created twice. */
export interface Creation extends Named {
	/** Whether a second one of its name is created; it is if left out. */
	ifNameExists?: 'createAnyway' | 'fail' | 'reuse';
	/** Makes the request; called when it is certain that it has to be sent, of a tool before. */
	request: () => Promise<ApiRequest>;
	/** Makes what goes on of the answer, and what the ledger keeps; the answer itself if left out. */
	present?: (answer: IDataObject) => IDataObject;
	/** How many calls it makes, where that is not one: the ledger keeps it. */
	calls?: number;
	/** Where the events of a call go: the ledger keeps it. */
	eventsGoTo?: string;
	/** The idempotency key of a call: the ledger keeps it. */
	idempotencyKey?: string;
}

/**
 * Creates something for an item, and writes it down in the execution's ledger; or gives what has its name already, where
 * that is wanted. Where the outcome of a request is unknown, it is not sent again blindly, also when n8n runs the node
 * again: it is looked for by its name first, and by those of earlier tries, or the error says that it may exist, and which
 * of that name there are. A tool is given what it has created with the same fields before. Throws that error, and what
 * `findNamed` and `apiRequest` throw.
 */
export async function createOnce(item: ItemRun, creation: Creation): Promise<IDataObject> {
	const { context, ledger, itemIndex, settings } = item;
	const { name, eventsGoTo, calls, idempotencyKey, ifNameExists = 'createAnyway' } = creation;
	const { present = (answer) => answer } = creation;
	if (ifNameExists !== 'createAnyway') {
		// Items of one execution with the same name count, too.
		await item.lockName(name);
		const existing = await findNamed(item, creation);
		if (existing !== undefined) return await reuse(item, creation, existing);
	}
	assertRetrySafe(item);
	let request: ApiRequest | undefined;
	let asked: string | undefined;
	if (isTool(context.getNode())) {
		await item.lockName(name);
		request = await creation.request();
		asked = fingerprint(request);
		const json = ledger.find(itemIndex, asked)?.json;
		if (json !== undefined) return { ...json, note: alreadyCreatedNote(ledger.kind) };
	}
	const kept = { calls, idempotencyKey };
	const budget = { left: settings.maxTries };
	const earlier = unknownEntries(item, name);
	let lost = earlier.length > 0 ? new LostCreation(item, creation, earlier) : undefined;
	for (;;) {
		const found = await lost?.find(budget.left > 0);
		if (found !== undefined) {
			item.hint(
				`Vogent's answer was lost, but the ${ledger.kind} was created and found by its name`,
				`item ${itemIndex}: ${found.name}`,
			);
			const json = present(found.json);
			const entry = { name: found.name, state: 'created', json: { ...json }, ...kept } as const;
			await record(item, entry, asked);
			return json;
		}
		request ??= await creation.request();
		const result = await sendRequest(item, { ...request, creates: ledger.kind, budget });
		if ('answer' in result) {
			const json = present(result.answer);
			const entry = { name, state: 'created', json: { ...json }, eventsGoTo, ...kept } as const;
			await record(item, entry, asked);
			return json;
		}
		if (!result.failure.outcomeUnknown) throw result.failure.error;
		lost = new LostCreation(item, creation, earlier, result.failure.error);
		const { earlierNames } = lost;
		const entry = {
			name,
			...(earlierNames && { earlierNames }),
			state: 'inDoubt',
			...kept,
		} as const;
		await record(item, entry, asked);
	}
}

/** Gives what has the name already. Throws a NodeOperationError where the user does not want it. */
async function reuse(
	item: ItemRun,
	{ name, ifNameExists }: Creation,
	existing: IDataObject,
): Promise<IDataObject> {
	const { context, itemIndex, ledger } = item;
	if (ifNameExists === 'fail') {
		const message = `A ${ledger.kind} named "${excerpt(name)}" already exists in Vogent`;
		throw new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `Its ID is ${listIds([existing])}. Give the new ${ledger.kind} another name, or choose something else under "If Name Already Exists".`,
		});
	}
	item.hint(
		`Existing ${ledger.kind}s were returned, and nothing was cloned`,
		`item ${itemIndex}: ${name}`,
	);
	await record(item, { name, state: 'found', json: { ...existing } });
	return existing;
}

/** What earlier tries have sent, and what became of it is not known. To a tool the name tells which these are. */
function unknownEntries({ context, ledger, itemIndex }: ItemRun, name: string): Entry[] {
	const known = isTool(context.getNode()) ? ledger.named(name) : [ledger.find(itemIndex)];
	return known.flatMap((entry) => (entry?.state === 'inDoubt' ? [entry] : []));
}

/** Without a memory, a node that is run again would create things again. */
function assertRetrySafe({ context, itemIndex, ledger }: ItemRun): void {
	if (ledger.isPersistent || context.getNode().retryOnFail !== true) return;
	throw new NodeOperationError(context.getNode(), 'Turn off "Retry On Fail" in this node', {
		itemIndex,
		description: `Here n8n keeps no memory of an earlier try, so a retry could create the ${ledger.kind} twice. Nothing was sent.`,
	});
}

/** What tells the calls of a tool apart: what is sent for them. */
function fingerprint({ path, body }: ApiRequest): string {
	return createHash('sha256')
		.update(JSON.stringify([path, body]))
		.digest('hex');
}

/** What the model is told, which may not know of its earlier call. */
function alreadyCreatedNote(what: string): string {
	return `This execution has created this ${what} before, with the same fields. It was not created again.`;
}
