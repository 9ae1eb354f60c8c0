import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from './operation';
import { findOperation } from './registry';

const MOST_CREATED_LISTED = 20;

/** Something that an item has made in the service. */
interface Created {
	itemIndex: number;
	name: string;
	id: string;
}

/**
 * Runs the chosen operation for every input item, one after the other, and gives the items that go on, each paired
 * with the one it came from. An item that fails becomes `{ json: { error } }` where the user chose to continue;
 * otherwise its NodeApiError or NodeOperationError is thrown, which names the item and lists what the items before it
 * have created. Nothing more is sent once the user has stopped the execution.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const output: INodeExecutionData[] = [];
	const created: Created[] = [];
	const hints = new Set<string>();

	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		try {
			const operation = chosenOperation(context, itemIndex);
			const results = await operation.run({
				context,
				itemIndex,
				hint: (message) => hints.add(message),
			});
			for (const json of results) output.push({ json, pairedItem: { item: itemIndex } });
			if (operation.creates) created.push(...results.map((json) => creation(json, itemIndex)));
		} catch (error) {
			const failure = nodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw listing(failure, created);
			output.push({ json: { error: failure.message }, pairedItem: { item: itemIndex } });
		}
	}

	context.addExecutionHints(
		...[...hints].map((message) => ({ message, location: 'outputPane' as const })),
	);
	return [output];
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const name = context.getNodeParameter('operation', itemIndex) as string;
	const operation = findOperation(resource, name);
	if (operation === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`This version of the Vogent node has no operation "${name}" for "${resource}"`,
			{ description: 'Choose another operation, or update n8n-nodes-vogent.' },
		);
	}
	return operation;
}

type NodeFailure = NodeApiError | NodeOperationError;

/** The error as n8n shows it best, with the item in its context and, as n8n's own errors have it, in its message. */
function nodeError(node: INode, error: unknown, itemIndex: number): NodeFailure {
	const failure =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	failure.context.itemIndex ??= itemIndex;
	if (!failure.message.includes(`[item ${itemIndex}]`)) {
		failure.message = `${failure.message} [item ${itemIndex}]`;
	}
	return failure;
}

function creation(json: IDataObject, itemIndex: number): Created {
	return { itemIndex, name: String(json.name ?? ''), id: String(json.id ?? '') };
}

/** Adds what exists already: n8n drops the output of a node that fails, and nobody would know the ids. */
function listing(failure: NodeFailure, created: Created[]): NodeFailure {
	if (created.length === 0) return failure;
	const lines = created
		.slice(0, MOST_CREATED_LISTED)
		.map(({ itemIndex, name, id }) => `item ${itemIndex}: ${name} (${id})`);
	if (created.length > lines.length) lines.push(`and ${created.length - lines.length} more`);
	failure.description = [
		failure.description,
		`Created before this error, and not to be created again (${created.length}):`,
		// The editor shows line breaks as spaces, logs show them: it has to read well in both.
		lines.join(',\n'),
	].join('\n');
	failure.context.created = created;
	return failure;
}
