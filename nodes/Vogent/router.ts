import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { findOperation } from './registry';

/**
 * Runs the chosen operation for every input item, one after the other, and gives the items that go on, each paired
 * with the one it came from. An item that fails becomes `{ json: { error } }` where the user chose to continue;
 * otherwise its NodeApiError or NodeOperationError, which names the item, is thrown.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const output: INodeExecutionData[] = [];
	const hints = new Set<string>();

	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		try {
			const results = await chosenOperation(context, itemIndex).run({
				context,
				itemIndex,
				hint: (message) => hints.add(message),
			});
			output.push(...results.map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (error) {
			const failure = nodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw failure;
			output.push({ json: { error: failure.message }, pairedItem: { item: itemIndex } });
		}
	}

	context.addExecutionHints(
		...[...hints].map((message) => ({ message, location: 'outputPane' as const })),
	);
	return [output];
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number) {
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

/** The error as n8n shows it best, with the item in its context and, as n8n's own errors have it, in its message. */
function nodeError(node: INode, error: unknown, itemIndex: number) {
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
