import { isResourceLocatorValue, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { excerpt } from '../text/displayText';
import { isJsonObject, parseJson } from '../text/json';

/** The fields of an item, as the user has filled them in. */
export type ItemFields = Pick<ItemRun, 'context' | 'itemIndex'>;

/**
 * Reads a text field exactly as it was given. An expression may also give a number, which becomes text, or nothing,
 * which is an empty text. `label` is the field's name in the editor. Throws a NodeOperationError for anything else.
 */
export function readText(item: ItemFields, parameter: string, label: string): string {
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
	item: ItemFields,
	{ parameter, label, choices, fallback }: ChoiceField<Choice>,
): Choice {
	const given = readText(item, parameter, label) || (fallback ?? '');
	const chosen = choices.find((choice) => choice === given);
	if (chosen === undefined) {
		const message =
			given === '' ? `"${label}" is empty` : `"${label}" cannot be "${excerpt(given)}"`;
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
export function readBoolean(item: ItemFields, parameter: string, fallback: boolean): boolean {
	const value = item.context.getNodeParameter(parameter, item.itemIndex, fallback) as unknown;
	return String(value) === 'true';
}

/**
 * The ID that a resource locator holds, chosen from a list or given; empty if there is none. Throws a NodeOperationError
 * for what is no text, or where it is empty and `required`.
 */
export function readId(
	item: ItemFields,
	parameter: string,
	label: string,
	required = false,
): string {
	const entered = item.context.getNodeParameter(parameter, item.itemIndex, '') as unknown;
	const given: unknown = isResourceLocatorValue(entered) ? entered.value : entered;
	if (typeof given === 'object' && given !== null) {
		throw invalidField(item, `"${label}" is not an ID`, 'Check the expression in this field.');
	}
	// Where an item failed before, say: the call would go on with something else than the user means.
	if ((given === undefined || given === null) && hasExpression(item, parameter)) {
		throw invalidField(
			item,
			`The expression in "${label}" gives nothing`,
			'Check what the node before gives, or leave the field empty.',
		);
	}
	const id = String(given ?? '').trim();
	// It would lead to another address, or to none.
	if (/^\.{1,2}$/.test(id) || !id.isWellFormed())
		throw invalidField(item, `"${label}" is not an ID`, 'Check it.');
	if (id === '' && required) {
		throw invalidField(item, `"${label}" is empty`, 'Choose one from the list, or give its ID.');
	}
	return id;
}

/** Whether the user has put an expression into a resource locator. */
function hasExpression({ context }: ItemFields, parameter: string): boolean {
	const entered = context.getNodeParameter(parameter, 0, '', { rawExpressions: true }) as unknown;
	const value: unknown = isResourceLocatorValue(entered) ? entered.value : entered;
	return typeof value === 'string' && value.startsWith('=');
}

/**
 * Reads a field that holds a JSON object, as text or, by an expression, as an object; undefined if it is empty.
 * Throws a NodeOperationError for anything else, with the place of the mistake.
 */
export function readJsonObject(
	item: ItemFields,
	parameter: string,
	label: string,
): IDataObject | undefined {
	const value = readJson(item, parameter, label);
	if (value === undefined || isJsonObject(value)) return value;
	throw invalidField(
		item,
		`"${label}" is not a JSON object`,
		'It should look like { "key": "value" }.',
	);
}

/**
 * Reads a field that holds a JSON list of objects, as text or, by an expression, as a list. Throws a NodeOperationError
 * for anything else, an empty list included, with the place of the mistake or an `example`.
 */
export function readJsonList(
	item: ItemFields,
	parameter: string,
	label: string,
	example: string,
): IDataObject[] {
	const value = readJson(item, parameter, label);
	if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject)) return value;
	throw invalidField(
		item,
		`"${label}" is not a list of objects`,
		`It should look like ${example}.`,
	);
}

/** The value of a field that holds JSON; undefined if it is empty. Throws a NodeOperationError with the place of a mistake. */
function readJson(item: ItemFields, parameter: string, label: string): unknown {
	const given = item.context.getNodeParameter(parameter, item.itemIndex, '') as unknown;
	if (typeof given === 'object' && given !== null) return given;
	const text = typeof given === 'string' ? given : JSON.stringify(given ?? '');
	if (text.trim() === '' || text === '""') return undefined;
	const parsed = parseJson(text);
	if ('value' in parsed) return parsed.value;
	const message = `"${label}" is not valid JSON: ${parsed.mistake}`;
	throw invalidField(item, message, 'Correct it there.');
}

/** How many rows the user wants: a whole number, or undefined for all. Throws a NodeOperationError for a bad limit. */
export function readLimit(item: ItemFields): number | undefined {
	const { context, itemIndex } = item;
	if (readBoolean(item, 'returnAll', false)) return undefined;
	const limit = toNumber(context.getNodeParameter('limit', itemIndex, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw invalidField(item, '"Limit" must be a whole number of 1 or more', 'Enter a number.');
	}
	return limit;
}

/**
 * Reads a field that holds a whole number from `least` to `most`, if there is one, for the item or for the first one,
 * where it holds for the whole execution. Throws a NodeOperationError for anything else.
 */
export function readNumber(
	{ context, itemIndex }: ItemFields,
	{ parameter, label, fallback, least, most }: NumberField,
): number {
	const value = toNumber(context.getNodeParameter(parameter, itemIndex, fallback));
	if (!Number.isSafeInteger(value) || value < least || value > (most ?? value)) {
		const range = most === undefined ? `of ${least} or more` : `from ${least} to ${most}`;
		const message = `"${label}" must be a whole number ${range}`;
		throw invalidField({ context, itemIndex }, message, 'Enter a number.');
	}
	return value;
}

/** The number that a value stands for; NaN for what is none, such as an empty text or list, which are 0 to JavaScript. */
function toNumber(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

/** Texts with a separator between them, or a list of texts that an expression gives; undefined where there are none. */
export function readTexts(
	item: ItemFields,
	parameter: string,
	label: string,
	separator = ',',
): string[] | undefined {
	const given = item.context.getNodeParameter(parameter, item.itemIndex, '') as unknown;
	const list: unknown[] = Array.isArray(given)
		? given
		: readText(item, parameter, label).split(separator);
	if (list.some((text) => typeof text === 'object' && text !== null)) {
		throw invalidField(item, `"${label}" is not a list of texts`, 'Check the expression there.');
	}
	const texts = list.map((text) => String(text ?? '').trim()).filter((text) => text !== '');
	return texts.length === 0 ? undefined : texts;
}

/** The rows of a collection of pairs, such as names and values; undefined where the user has added none. */
export function readPairs(item: ItemFields, parameter: string): IDataObject[] | undefined {
	const given = item.context.getNodeParameter(parameter, item.itemIndex, []) as unknown;
	const rows = Array.isArray(given) ? given.filter(isJsonObject) : [];
	return rows.length === 0 ? undefined : rows;
}

/** A field that holds a whole number; `fallback` is its value where the user has not added it. */
export interface NumberField {
	parameter: string;
	label: string;
	fallback: number;
	least: number;
	/** Left out where there is no limit. */
	most?: number;
}

/** The error for a field that cannot be used: what is wrong with it, and what to do. */
export function invalidField(
	{ context, itemIndex }: ItemFields,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
