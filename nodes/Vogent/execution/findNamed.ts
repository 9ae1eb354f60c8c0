import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { excerpt } from '../text/displayText';
import { truncateList } from '../text/truncateList';
import { abortableSleep } from '../transport/throttle';
import { accountOf } from './ledger';
import type { ItemRun } from './run';

const FIRST_POLL_MS = 500;
const LAST_POLL_MS = 4000;
const MOST_LISTED = 20;

/** Something that can be found by its name. */
export interface Named {
	/** What the user calls it. */
	name: string;
	/** Lists what has a name in the service; left out where there is no such list. */
	listNamed?: (name: string) => Promise<IDataObject[]>;
	/**
	 * How long a lost creation is looked for by its name, before it is tried again. Left out where the name does not tell:
	 * then it is never tried again.
	 */
	settleSeconds?: number;
}

/**
 * What has the name already: in this execution, which the service may not list yet, else in the service. Undefined if
 * nothing has it, or if the outcome of the item's own creation is unknown: `createOnce` settles that. Throws a
 * NodeOperationError where several have the name, and what the list throws.
 */
export async function findNamed(item: ItemRun, named: Named): Promise<IDataObject | undefined> {
	const { context, itemIndex, ledger } = item;
	if (ledger.find(itemIndex)?.state === 'inDoubt') return undefined;
	const account = await accountOf(item);
	const entries = ledger.named(named.name).filter((entry) => entry.account === account);
	const known = new Map(entries.flatMap(({ json }) => (json ? [[json.id, json]] : [])));
	const found =
		known.size > 0 ? [...known.values()] : await search(item, named, entries.length > 0);
	if (found.length < 2) return found[0];
	const message = `Vogent has ${found.length} ${ledger.kind}s named "${excerpt(named.name)}"`;
	throw new NodeOperationError(context.getNode(), message, {
		itemIndex,
		description: `None of them was picked: ${listIds(found)}. Use the ID of the right one, or another name.`,
	});
}

async function search(
	item: ItemRun,
	{ name, listNamed, settleSeconds }: Named,
	outcomeUnknown: boolean,
): Promise<IDataObject[]> {
	const list = async () => (await listNamed?.(name)) ?? [];
	const found = await pollByName(item, list, (outcomeUnknown && settleSeconds) || 0);
	if (outcomeUnknown && found.length === 0 && settleSeconds === undefined) {
		const { context, itemIndex, ledger } = item;
		throw new NodeOperationError(
			context.getNode(),
			`Another item of this execution may have created a ${ledger.kind} named "${excerpt(name)}"`,
			{ itemIndex, description: `Vogent does not list it yet. Nothing was sent for this item.` },
		);
	}
	return found;
}

/** Lists again and again, until there is something or the time is over. Throws what `list` throws. */
export async function pollByName<Row>(
	{ context }: ItemRun,
	list: () => Promise<Row[]>,
	seconds: number,
): Promise<Row[]> {
	const stop = context.getExecutionCancelSignal();
	const end = performance.now() + seconds * 1000;
	for (let wait = FIRST_POLL_MS; ; wait = Math.min(wait * 2, LAST_POLL_MS)) {
		const found = await list();
		const left = end - performance.now();
		if (found.length > 0 || left <= 0 || stop?.aborted) return found;
		await abortableSleep(Math.min(wait, left), stop);
	}
}

/** Ids of what the service has, each with its type where it has one, for an error. */
export function listIds(found: IDataObject[]): string {
	const ids = found.map(({ id, voiceType }) =>
		voiceType ? `${String(id)} (${String(voiceType)})` : String(id),
	);
	const { shown, more } = truncateList(ids, MOST_LISTED);
	return [...shown, ...more].join(', ');
}
