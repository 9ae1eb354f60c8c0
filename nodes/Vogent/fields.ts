import { NodeOperationError } from 'n8n-workflow';

import type { ItemRun } from './operation';

/**
 * Reads a text field exactly as it was given. An expression may also give a number, which becomes text, or nothing,
 * which is an empty text. `label` is the field's name in the editor. Throws a NodeOperationError for anything else.
 */
export function readText(item: ItemRun, parameter: string, label: string): string {
	const value = item.context.getNodeParameter(parameter, item.itemIndex, '') as unknown;
	if (value === null || value === undefined) return '';
	if (typeof value === 'object') {
		throw invalidField(item, `"${label}" is not text`, 'Check the expression in this field.');
	}
	return String(value);
}

/** How many rows the user wants: a whole number, or undefined for all. Throws a NodeOperationError for a bad limit. */
export function readLimit(item: ItemRun): number | undefined {
	const { context, itemIndex } = item;
	// A model that fills the field of a tool may write the word.
	if (String(context.getNodeParameter('returnAll', itemIndex)) === 'true') return undefined;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw invalidField(item, '"Limit" is not a whole number of at least 1', 'Enter a number.');
	}
	return limit;
}

/** The error for a field that cannot be used: what is wrong with it, and what to do. */
export function invalidField(
	{ context, itemIndex }: ItemRun,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
