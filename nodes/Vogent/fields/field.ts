import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';

/** The item whose fields are read. */
export type ItemFields = Pick<ItemRun, 'context' | 'itemIndex'>;

/** A field of the editor, and how it is read. Most become a member of a request: of its JSON body, or of its query. */
export interface Field<Value = unknown> {
	/** How the editor shows it. Its name is the API's own, unless `member` says otherwise. */
	property: INodeProperties;
	/** The member's name where it is not that of the property. */
	member?: string;
	/**
	 * The value of the parameter at `path`; undefined where nothing is to be sent. `allowEmpty`: the user has added the
	 * field to change something, and empty is a value. Throws a NodeOperationError for what cannot be used.
	 */
	read: (item: ItemFields, path: string, allowEmpty: boolean) => Value;
}

/** How the editor shows these fields. */
export function propertiesOf(fields: Field[]): INodeProperties[] {
	return fields.map(({ property }) => property);
}

/** The fields, shown only where another one, by its name, has one of these values. */
export function shownFor(show: Record<string, string[]>, fields: Field[]): Field[] {
	return fields.map((field) => {
		const { displayOptions } = field.property;
		const both = { ...displayOptions, show: { ...show, ...displayOptions?.show } };
		return { ...field, property: { ...field.property, displayOptions: both } };
	});
}

/**
 * The value of a field at the top, or in the collection `place`, such as `options`; its default where it is not there.
 * Throws a NodeOperationError where it cannot be used.
 */
export function readField<Value>(
	item: ItemFields,
	{ property, read }: Field<Value>,
	place = '',
): Value {
	return read(item, pathIn(place, property.name), false);
}

/**
 * Makes the members of a request from the fields at `place`, such as `additionalFields`, or from those at the top. What
 * the user has not added, or left empty, is not among them. Throws a NodeOperationError for a field that cannot be used.
 */
export function readMembers(item: ItemFields, fields: Field[], place = ''): IDataObject {
	return readEach(item, fields, place, false);
}

/**
 * As `readMembers`, where the user adds fields in order to change something: empty is a value, too. Throws a
 * NodeOperationError also where an expression gives nothing.
 */
export function readChanges(item: ItemFields, fields: Field[], place: string): IDataObject {
	return readEach(item, fields, place, true);
}

/** Whether the parameter is there. n8n leaves out what the user has not added, and what is hidden. */
export function isAdded({ context, itemIndex }: ItemFields, path: string): boolean {
	return context.getNodeParameter(path, itemIndex, null, { rawExpressions: true }) !== null;
}

/** The error for a field that cannot be used: what is wrong with it, and what to do. */
export function invalidField(
	{ context, itemIndex }: ItemFields,
	message: string,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}

/** The error for a field that must not be empty. */
export function emptyField(
	item: ItemFields,
	label: string,
	advice = 'Fill it in.',
): NodeOperationError {
	return invalidField(item, `"${label}" is empty`, advice);
}

function readEach(
	item: ItemFields,
	fields: Field[],
	place: string,
	allowEmpty: boolean,
): IDataObject {
	const members = fields.map(({ property, member = property.name, read }) => {
		const path = pathIn(place, property.name);
		const isMissed = property.required && !allowEmpty;
		const isToBeRead = (isMissed || isAdded(item, path)) && isShown(item, property, place);
		if (isToBeRead && allowEmpty) checkGiven(item, path, property.displayName);
		return [member, isToBeRead ? read(item, path, allowEmpty) : undefined] as const;
	});
	return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as IDataObject;
}

/** Whether the field is shown for this item: where an expression decides that, n8n shows it and its opposite. */
function isShown({ context, itemIndex }: ItemFields, property: INodeProperties, place: string) {
	const conditions = Object.entries(property.displayOptions?.show ?? {});
	return conditions.every(([name, values]) => {
		if (name.startsWith('@')) return true;
		const value = context.getNodeParameter(pathIn(place, name), itemIndex, null);
		return values?.includes(value as string);
	});
}

/** Where an item failed before, say: what the service has must not be emptied by a value that is not there. */
function checkGiven(item: ItemFields, path: string, label: string): void {
	const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
	if (given !== undefined && given !== null) return;
	const message = `The expression in "${label}" gives nothing`;
	throw invalidField(item, message, 'Check what the node before gives, or remove the field.');
}

function pathIn(place: string, name: string): string {
	return place === '' ? name : `${place}.${name}`;
}
