import type { INodeProperties } from 'n8n-workflow';

import type { AllRuns, ItemResult, ItemRun } from './execution/run';

/** One operation of one resource: all that the node knows about it. */
export interface Operation {
	/** Stands in saved workflows; never changes. */
	value: string;
	name: string;
	/** Shown in the nodes panel, such as "Clone a voice". */
	action: string;
	description: string;
	/** What it makes in the service, such as "voice": operations that make the same share what they remember. */
	creates?: string;
	/** False where the operation needs or makes binary data, which an AI tool cannot carry. */
	worksAsTool: boolean;
	/** Whether several items are handled at a time, as many as the user allows; else one after the other. */
	concurrent?: boolean;
	/** Its fields, without `displayOptions` for resource and operation: the registry adds these. */
	fields: INodeProperties[];
	/** What it has under "Options", besides what the registry adds there for operations that ask the service. */
	options?: INodeProperties[];
	/** Whether it works without asking the service: it then has no options about requests. */
	makesNoRequests?: boolean;
	/** Called once, before the first item: throws a NodeOperationError where nothing must be sent for any of them. */
	check?: (first: Pick<ItemRun, 'context' | 'itemIndex' | 'ledger'>) => void;
	/** Handles one item, and gives what goes on for it. The router pairs it and catches errors. */
	run: (item: ItemRun) => Promise<ItemResult[]>;
	/**
	 * For operations that do something once for all items: gets what `run` has given for each, and gives what goes on
	 * instead. Not called where an item has ended the execution.
	 */
	runOnAll?: (runs: AllRuns) => Promise<ItemResult[][]>;
}

/** A group of operations, as the user picks it first. */
export interface Resource {
	value: string;
	name: string;
	/** The first is the one of a new node. */
	operations: Operation[];
}
