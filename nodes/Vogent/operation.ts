import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** What an operation works with while it handles one item. */
export interface ItemRun {
	context: IExecuteFunctions;
	itemIndex: number;
	/** Shows a note on the node's output panel. The same note for many items is shown once. */
	hint: (message: string) => void;
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
	/** What one run makes, such as "voice"; undefined for operations that make nothing. */
	creates?: string;
	/** Its fields, without `displayOptions` for resource and operation: the registry adds these. */
	fields: INodeProperties[];
	/** Handles one item, and gives the JSON of each item that goes on. The router pairs them and catches errors. */
	run: (item: ItemRun) => Promise<IDataObject[]>;
}

/** A group of operations, as the user picks it first. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}
