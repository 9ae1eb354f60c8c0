import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { invalidField, readJsonObject, type ItemFields } from './read';

/** A field of the editor that becomes a member of a request: of its JSON body, or of its query. */
export interface BodyField {
	/** How the editor shows it. Its name is the API's own, unless `member` says otherwise. */
	property: INodeProperties;
	/** The member's name where it is not that of the property. */
	member?: string;
	/**
	 * The member's value, from the parameter at `path`; undefined where nothing is to be sent. `allowEmpty`: the user has
	 * added the field to change something, and empty is a value. Throws a NodeOperationError for what cannot be used.
	 */
	read: (item: ItemFields, path: string, allowEmpty: boolean) => unknown;
}

const OTHER_FIELDS = 'otherFields';

/** How the editor shows these fields. */
export function propertiesOf(fields: BodyField[]): INodeProperties[] {
	return fields.map(({ property }) => property);
}

/**
 * A collection of fields that the user adds as needed, sorted. With `request`, such as "POST /dials", it also has one for
 * what the API has gained since: what it holds goes over the other fields.
 */
export function collectionOf(
	collection: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>,
	fields: BodyField[],
	request?: string,
): INodeProperties {
	const options = propertiesOf(fields).map(optional);
	if (request !== undefined) options.push(otherFieldsOf(request));
	return {
		...collection,
		type: 'collection',
		default: {},
		options: options.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}

/**
 * Makes the members of a request from the fields at `place`, such as `additionalFields`, or from those at the top. What
 * the user has not added, or left empty, is not among them. Throws a NodeOperationError for a field that cannot be used.
 */
export function readMembers(item: ItemFields, fields: BodyField[], place = ''): IDataObject {
	return readEach(item, fields, place, false);
}

/**
 * As `readMembers`, where the user adds fields in order to change something: empty is a value, too. Throws a
 * NodeOperationError also where an expression gives nothing.
 */
export function readChanges(item: ItemFields, fields: BodyField[], place: string): IDataObject {
	return readEach(item, fields, place, true);
}

/** The value of one of the fields at the top. Throws a NodeOperationError where it cannot be used. */
export function readField(item: ItemFields, { property, read }: BodyField): unknown {
	return read(item, property.name, false);
}

/** What the user gives for the API's further fields, in the collection at `place`. Throws a NodeOperationError for bad JSON. */
export function readOtherFields(item: ItemFields, place: string): IDataObject {
	return readJsonObject(item, `${place}.${OTHER_FIELDS}`, 'Other Fields (JSON)') ?? {};
}

function readEach(
	item: ItemFields,
	fields: BodyField[],
	place: string,
	allowEmpty: boolean,
): IDataObject {
	const members = fields.map(({ property, member = property.name, read }) => {
		const path = place === '' ? property.name : `${place}.${property.name}`;
		const isMissed = property.required && !property.displayOptions && !allowEmpty;
		const isToBeRead = isMissed || isAdded(item, path);
		if (isToBeRead && allowEmpty) checkGiven(item, path, property.displayName);
		return [member, isToBeRead ? read(item, path, allowEmpty) : undefined] as const;
	});
	return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as IDataObject;
}

/** Whether the parameter is there. n8n leaves out what the user has not added, and what is hidden. */
export function isAdded({ context, itemIndex }: ItemFields, path: string): boolean {
	return context.getNodeParameter(path, itemIndex, null, { rawExpressions: true }) !== null;
}

/** Where an item failed before, say: what the service has must not be emptied by a value that is not there. */
function checkGiven(item: ItemFields, path: string, label: string): void {
	const given = item.context.getNodeParameter(path, item.itemIndex, '') as unknown;
	if (given !== undefined && given !== null) return;
	const message = `The expression in "${label}" gives nothing`;
	throw invalidField(item, message, 'Check what the node before gives, or remove the field.');
}

/** Nothing that is added only where it is wanted is required. */
function optional(property: INodeProperties): INodeProperties {
	return Object.fromEntries(
		Object.entries(property).filter(([name]) => name !== 'required'),
	) as unknown as INodeProperties;
}

function otherFieldsOf(request: string): INodeProperties {
	return {
		displayName: 'Other Fields (JSON)',
		name: OTHER_FIELDS,
		type: 'json',
		default: '{}',
		description: `Other fields of ${request} in Vogent's API. They override the fields above.`,
	};
}
