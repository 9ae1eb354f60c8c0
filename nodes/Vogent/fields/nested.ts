import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { isJsonObject, parseJson } from '../text/json';
import { reasonOf } from '../transport/errors';
import {
	emptyField,
	invalidField,
	isAdded,
	propertiesOf,
	readMembers,
	type Field,
	type ItemFields,
} from './field';
import { baseProperty, type FieldOptions } from './simple';

/** An object that comes from elsewhere, as JSON. */
export function jsonField(named: FieldOptions): Field<IDataObject | undefined> {
	return {
		property: { ...baseProperty(named), type: 'json', default: '{}' },
		read: (item, path, allowEmpty) => readObject(item, path, named, allowEmpty),
	};
}

/** A list of objects that comes from elsewhere, as JSON; `example` shows how it looks. */
export function jsonListField({
	example,
	...named
}: FieldOptions & { example: string }): Field<IDataObject[]> {
	return {
		property: { ...baseProperty(named), type: 'json', default: '[]' },
		read: (item, path) => {
			const value = readJson(item, path, named.label);
			if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject)) return value;
			const message = `"${named.label}" is not a list of objects`;
			throw invalidField(item, message, `It should look like ${example}.`);
		},
	};
}

/** An object that the API takes as a text of JSON. */
export function jsonTextField(named: FieldOptions): Field<string | undefined> {
	return {
		property: { ...baseProperty(named), type: 'json', default: '{}' },
		read: (item, path, allowEmpty) => {
			const value = readObject(item, path, named, allowEmpty);
			if (value === undefined) return undefined;
			const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
			return typeof given === 'string' ? given.trim() : JSON.stringify(value);
		},
	};
}

const VALUES = 'values';

/** An object whose members people fill in by hand: all of them are shown once the user has added it. */
export function groupField(named: FieldOptions, fields: Field[]): Field<IDataObject | undefined> {
	return {
		property: {
			...baseProperty(named),
			type: 'fixedCollection',
			default: { [VALUES]: {} },
			options: [{ displayName: named.label, name: VALUES, values: propertiesOf(fields) }],
		},
		read: (item, path) => {
			const place = `${path}.${VALUES}`;
			return isAdded(item, place) ? readIn(named.label, item, fields, place) : undefined;
		},
	};
}

interface Rows extends FieldOptions {
	/** One of the rows: its name in the parameter, and for the user. */
	row: { name: string; label: string };
	/** The field without which a row is as good as not there. */
	key?: string;
}

/** A list of objects whose members people fill in by hand. */
export function rowsField(
	{ row, key, ...named }: Rows,
	fields: Field[],
): Field<IDataObject[] | undefined> {
	return {
		property: {
			placeholder: `Add ${row.label.toLowerCase()}`,
			...baseProperty(named),
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [{ displayName: row.label, name: row.name, values: propertiesOf(fields) }],
		},
		read: (item, path, allowEmpty) => {
			const rows = readRows(item, fields, `${path}.${row.name}`, row.label).filter(
				(one) => key === undefined || one[key] !== undefined,
			);
			if (rows.length === 0 && named.required) throw emptyField(item, named.label);
			return rows.length === 0 && !allowEmpty ? undefined : rows;
		},
	};
}

function readRows(item: ItemFields, fields: Field[], path: string, label: string): IDataObject[] {
	const rows = item.context.getNodeParameter(path, item.itemIndex, []) as unknown;
	if (!Array.isArray(rows)) return [];
	return rows.map((_, index) => readIn(`${label} ${index + 1}`, item, fields, `${path}[${index}]`));
}

/** Reads fields that stand together: an error says where. */
function readIn(where: string, item: ItemFields, fields: Field[], place: string): IDataObject {
	try {
		return readMembers(item, fields, place);
	} catch (error) {
		throw invalidField(item, `${where}: ${reasonOf(error)}`, adviceOf(error));
	}
}

function adviceOf(error: unknown): string {
	const advice = error instanceof NodeOperationError ? error.description : undefined;
	return advice ?? 'Correct it there.';
}

function readObject(
	item: ItemFields,
	path: string,
	{ label, required }: FieldOptions,
	allowEmpty: boolean,
): IDataObject | undefined {
	const value = readJson(item, path, label);
	if (value !== undefined && !isJsonObject(value)) {
		const advice = 'It should look like { "key": "value" }.';
		throw invalidField(item, `"${label}" is not a JSON object`, advice);
	}
	const isEmpty = value === undefined || Object.keys(value).length === 0;
	if (required ? isEmpty : allowEmpty && value === undefined) throw emptyField(item, label);
	return value;
}

/** JSON as text or, by an expression, as what it stands for; undefined if it is empty. An error has the place of the mistake. */
function readJson(item: ItemFields, path: string, label: string): unknown {
	const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
	if (typeof given === 'object' && given !== null) return given;
	const text = typeof given === 'string' ? given : JSON.stringify(given ?? '');
	if (text.trim() === '' || text === '""') return undefined;
	const parsed = parseJson(text);
	if ('value' in parsed) return parsed.value;
	const message = `"${label}" is not valid JSON: ${parsed.mistake}`;
	throw invalidField(item, message, 'Correct it there.');
}
