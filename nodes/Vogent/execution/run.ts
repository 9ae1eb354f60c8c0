import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { ApiCaller } from '../transport/caller';
import type { Ledger } from './ledger';

/** What an operation works with while it handles one item. */
export interface ItemRun extends ApiCaller {
	context: IExecuteFunctions;
	/** Shows a note on the node's output panel; the details of many items that share a message are put together. */
	hint: (message: string, detail?: string) => void;
	/** What the execution has created of what this operation creates. */
	ledger: Ledger;
	/** Waits until no item before this one that took the same name is under way. */
	lockName: (name: string) => Promise<void>;
}

/** What goes on for an item: the router pairs it with the item that it came from. */
export interface ItemResult {
	json: IDataObject;
	binary?: IBinaryKeyData;
	/** Whether it is an item's error, where the user has chosen to go on. */
	failed?: boolean;
	/** Whether it comes from all items, and not from one. */
	pairedWithAll?: boolean;
}

/** All items of an execution of the node, each handled: `results[i]` are those of the input item i. */
export interface AllRuns extends ItemRun {
	results: ItemResult[][];
}

/** Whether the node is a tool of an AI agent, as n8n names those that it makes of nodes. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/**
 * Which run of the node in this execution it is, from 0: in a loop a node runs many times.
 *
 * n8n's contexts have it, though their interface does not say so. The way that it names, by an expression or by the data
 * for one, takes the first execution of a process about as long as the upload of a short clip.
 */
export function runIndexOf(context: IExecuteFunctions): number {
	const { runIndex } = context as { runIndex?: unknown };
	return typeof runIndex === 'number'
		? runIndex
		: Number(context.getWorkflowDataProxy(0).$runIndex);
}

/**
 * Handles the items 0 to `count` - 1, at most `concurrency` of them at a time. Starts no
 * other once `isOver` says so, and waits for those under way. Rejects with what `handle` throws first, after that.
 */
export async function runWithConcurrency(
	count: number,
	concurrency: number,
	handle: (itemIndex: number) => Promise<void>,
	isOver: () => boolean,
): Promise<void> {
	let next = 0;
	const work = async () => {
		while (next < count && !isOver()) await handle(next++);
	};
	const workers = Array.from({ length: Math.min(count, concurrency) }, work);
	const ends = await Promise.allSettled(workers);
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
