import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import type { ApiCaller } from '../transport/caller';
import type { Ledger } from './ledger';

/** One item, as an operation gets it. */
export interface ItemRun extends ApiCaller {
	context: IExecuteFunctions;
	/** Shows a note on the output panel; items with the same message share one. */
	hint: (message: string, detail?: string) => void;
	/** For what this operation creates. */
	ledger: Ledger;
	/** Waits for earlier items with the same name. */
	lockName: (name: string) => Promise<void>;
}

/** An output item; the router pairs it with its input item. */
export interface ItemResult {
	json: IDataObject;
	binary?: IBinaryKeyData;
	/** Whether it is the error of an item that goes on. */
	failed?: boolean;
	/** Whether it comes from all items instead of one. */
	pairedWithAll?: boolean;
}

/** All items of a run of the node; `results[i]` are those of the input item i. */
export interface AllRuns extends ItemRun {
	results: ItemResult[][];
}

/** Whether the node is a tool of an AI agent: n8n appends "Tool" to the type. */
export function isTool({ type }: INode): boolean {
	return type.endsWith('Tool');
}

/**
 * The run of the node in this execution, from 0: in a loop a node runs many times. n8n's contexts have it, though it is not
 * in their interface. The documented way, by the data for expressions, costs the first execution of a process as much time
 * as uploading a short clip.
 */
export function runIndexOf(context: IExecuteFunctions): number {
	const { runIndex } = context as { runIndex?: unknown };
	return typeof runIndex === 'number'
		? runIndex
		: Number(context.getWorkflowDataProxy(0).$runIndex);
}

/** What n8n keeps of the node in this execution; nothing as a tool of an MCP server, where each call stands alone. */
export function nodeContext(context: IExecuteFunctions): IDataObject | undefined {
	try {
		return context.getContext('node');
	} catch {
		return undefined;
	}
}

/**
 * Handles the items 0 to `count` - 1, at most `concurrency` at a time. Once `isOver`, it starts no more, but waits for those
 * under way. Then rejects with the first error of `handle`.
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
