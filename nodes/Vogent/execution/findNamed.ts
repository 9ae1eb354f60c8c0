import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { accountOf } from './account';
import { expectSingle, pollByName, type Creation } from './createOnce';
import type { ItemRun } from './run';

/**
 * What has the name of a creation already: in this execution, which the service may not list yet, else in the service.
 * Undefined if nothing has it, or if the outcome of the item's own creation is unknown: `createOnce` settles that.
 * Throws a NodeOperationError where several have the name, and what the list throws.
 */
export async function findNamed(
	item: ItemRun,
	creation: Creation,
): Promise<IDataObject | undefined> {
	const { ledger, itemIndex } = item;
	if (ledger.find(itemIndex)?.state === 'inDoubt') return undefined;
	const account = await accountOf(item);
	const entries = ledger.named(creation.name).filter((entry) => entry.account === account);
	const known = new Map(entries.flatMap(({ json }) => (json ? [[json.id, json]] : [])));
	if (known.size > 0) return expectSingle(item, creation.name, [...known.values()]);
	const outcomeUnknown = entries.length > 0;
	return expectSingle(item, creation.name, await search(item, creation, outcomeUnknown));
}

async function search(
	item: ItemRun,
	{ name, listNamed, settleSeconds }: Creation,
	outcomeUnknown: boolean,
): Promise<IDataObject[]> {
	const list = async () => (await listNamed?.(name)) ?? [];
	if (!outcomeUnknown) return await list();
	const found = await pollByName(item, list, settleSeconds ?? 0);
	if (found.length === 0 && settleSeconds === undefined) {
		const { context, itemIndex, ledger } = item;
		throw new NodeOperationError(
			context.getNode(),
			`Another item of this execution may have created a ${ledger.kind} named "${excerpt(name)}"`,
			{ itemIndex, description: `Vogent does not list it yet. Nothing was sent for this item.` },
		);
	}
	return found;
}
