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

/**
 * Reads a field that offers a choice; an expression may give any text. Throws a NodeOperationError for what is none of
 * the choices.
 */
export function readChoice<Choice extends string>(
	item: ItemRun,
	{ parameter, label, choices, fallback }: ChoiceField<Choice>,
): Choice {
	const given = readText(item, parameter, label) || (fallback ?? '');
	const chosen = choices.find((choice) => choice === given);
	if (chosen === undefined) {
		const message = given === '' ? `"${label}" is empty` : `"${label}" cannot be "${given}"`;
		throw invalidField(item, message, `Use one of: ${choices.join(', ')}.`);
	}
	return chosen;
}

/** A field that offers a choice; `fallback` is its value where the user has not added it. */
export interface ChoiceField<Choice extends string> {
	parameter: string;
	label: string;
	choices: readonly Choice[];
	fallback?: Choice;
}

/** Reads a switch. A model that fills the field of a tool may write the word. */
export function readBoolean(item: ItemRun, parameter: string, fallback: boolean): boolean {
	const value = item.context.getNodeParameter(parameter, item.itemIndex, fallback) as unknown;
	return String(value) === 'true';
}

/** How many rows the user wants: a whole number, or undefined for all. Throws a NodeOperationError for a bad limit. */
export function readLimit(item: ItemRun): number | undefined {
	const { context, itemIndex } = item;
	if (readBoolean(item, 'returnAll', false)) return undefined;
	const limit = Number(context.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw invalidField(item, '"Limit" is not a whole number of at least 1', 'Enter a number.');
	}
	return limit;
}

/**
 * Reads a field that holds a whole number from `least` to `most`, for the item or for the first one, where it holds for
 * the whole execution. Throws a NodeOperationError for anything else.
 */
export function readNumber(
	{ context, itemIndex }: Pick<ItemRun, 'context' | 'itemIndex'>,
	{ parameter, label, fallback, least, most }: NumberField,
): number {
	const given: unknown = context.getNodeParameter(parameter, itemIndex, fallback);
	const value = given === '' || given === null ? NaN : Number(given);
	if (!Number.isInteger(value) || value < least || value > most) {
		throw invalidField(
			{ context, itemIndex },
			`"${label}" is not a whole number from ${least} to ${most}`,
			'Enter a number.',
		);
	}
	return value;
}

/** A field that holds a whole number; `fallback` is its value where the user has not added it. */
export interface NumberField {
	parameter: string;
	label: string;
	fallback: number;
	least: number;
	most: number;
}

/** The error for a field that cannot be used: what is wrong with it, and what to do. */
export function invalidField(
	{ context, itemIndex }: Pick<ItemRun, 'context' | 'itemIndex'>,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
