import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { reasonOf } from '../transport/errors';
import { isAdded, propertiesOf, readMembers, type BodyField } from './bodyField';
import { invalidField, readJsonList, readJsonObject, type ItemFields } from './read';
import { baseProperty, emptyField, type FieldOptions } from './simple';

/** An object that comes from elsewhere, as JSON. */
export function jsonField(named: FieldOptions): BodyField {
	return {
		property: { ...baseProperty(named), type: 'json', default: '{}' },
		read: (item, path, allowEmpty) => readObject(item, path, named, allowEmpty),
	};
}

/** A list of objects that comes from elsewhere, as JSON; `example` shows how it looks. */
export function jsonListField({
	example,
	...named
}: FieldOptions & { example: string }): BodyField {
	return {
		property: { ...baseProperty(named), type: 'json', default: '[]' },
		read: (item, path) => readJsonList(item, path, named.label, example),
	};
}

/** An object that the API takes as a text of JSON. */
export function jsonTextField(named: FieldOptions): BodyField {
	return {
		property: { ...baseProperty(named), type: 'json', default: '{}' },
		read: (item, path, allowEmpty) => {
			const value = readObject(item, path, named, allowEmpty);
			if (value === undefined) return undefined;
			if (Object.keys(value).length === 0 && !allowEmpty) return undefined;
			const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
			return typeof given === 'string' ? given.trim() : JSON.stringify(value);
		},
	};
}

const VALUES = 'values';

/** An object whose members people fill in by hand: all of them are shown once the user has added it. */
export function groupField(named: FieldOptions, fields: BodyField[]): BodyField {
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
export function rowsField({ row, key, ...named }: Rows, fields: BodyField[]): BodyField {
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

function readRows(
	item: ItemFields,
	fields: BodyField[],
	path: string,
	label: string,
): IDataObject[] {
	const rows = item.context.getNodeParameter(path, item.itemIndex, []) as unknown;
	if (!Array.isArray(rows)) return [];
	return rows.map((_, index) => readIn(`${label} ${index + 1}`, item, fields, `${path}[${index}]`));
}

/** Reads fields that stand together: an error says where. */
function readIn(where: string, item: ItemFields, fields: BodyField[], place: string): IDataObject {
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
	const value = readJsonObject(item, path, label);
	const isEmpty = value === undefined || Object.keys(value).length === 0;
	if (required ? isEmpty : allowEmpty && value === undefined) throw emptyField(item, label);
	return value;
}
