import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Ledger } from './execution/ledger';
import type { ApiCaller } from './transport/caller';

/** What an operation works with while it handles one item. */
export interface ItemRun extends ApiCaller {
	/** Shows a note on the node's output panel; the details of many items that share a message are put together. */
	hint: (message: string, detail?: string) => void;
	/** What the execution has created by this operation. */
	ledger: Ledger;
	/** Waits until no item before this one that took the same name is under way. To be called once. */
	turn: (name: string) => Promise<void>;
}

/** One operation of one resource: all that the node knows about it. */
export interface Operation {
	/** Stands in saved workflows; never changes. */
	value: string;
	name: string;
	/** Shown in the nodes panel, such as "Clone a voice". */
	action: string;
	description: string;
	/** False where the operation needs or makes binary data, which an AI tool cannot carry. */
	worksAsTool: boolean;
	/** Whether several items are handled at a time, as many as the user allows; else one after the other. */
	atOnce?: boolean;
	/** Its fields, without `displayOptions` for resource and operation: the registry adds these. */
	fields: INodeProperties[];
	/** What it has under "Options", besides what the registry adds there for all operations. */
	options?: INodeProperties[];
	/** Handles one item, and gives the JSON of each item that goes on. The router pairs them and catches errors. */
	run: (item: ItemRun) => Promise<IDataObject[]>;
}

/** A group of operations, as the user picks it first. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}
