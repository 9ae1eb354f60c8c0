import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

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
