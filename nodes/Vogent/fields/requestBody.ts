import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { propertiesOf, readChanges, readMembers, type Field, type ItemFields } from './field';
import { jsonField } from './nested';

/** The body of a request: its fields in the editor, and what they make of it for an item. */
export interface RequestBody {
	properties: INodeProperties[];
	/** Throws a NodeOperationError for a field that cannot be used. */
	read: (item: ItemFields) => IDataObject;
}

/** What the body of a request is made of. */
interface Parts {
	/** Such as "POST /dials". */
	request: string;
	/** What the user needs first. */
	fields: Field[];
	/** What the editor shows behind these, and is no part of the body. */
	beside?: INodeProperties[];
	/** What the user adds as needed. */
	additional?: Field[];
	/** Makes the body of what the fields give; it is that itself if left out. */
	arrange?: (members: IDataObject) => IDataObject;
}

type Collection = Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>;

const ADDITIONAL_FIELDS: Collection = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	placeholder: 'Add field',
};

const UPDATE_FIELDS: Collection = {
	displayName: 'Update Fields',
	name: 'updateFields',
	placeholder: 'Add field',
};

/** A body with what the user has filled in, and over that what they give for the API's further fields. */
export function requestBody({
	request,
	fields,
	beside = [],
	additional = [],
	arrange = (members) => members,
}: Parts): RequestBody {
	const { name: place } = ADDITIONAL_FIELDS;
	const others = otherFields(request);
	return {
		properties: [
			...propertiesOf(fields),
			...beside,
			collectionOf(ADDITIONAL_FIELDS, [...additional, others]),
		],
		read: (item) => ({
			...arrange({ ...readMembers(item, fields), ...readMembers(item, additional, place) }),
			...others.read(item, `${place}.${others.property.name}`, false),
		}),
	};
}

/** A body with what the user has added in order to change it. */
export function changesBody({ request, fields }: Pick<Parts, 'request' | 'fields'>): RequestBody {
	const { name: place } = UPDATE_FIELDS;
	const others = otherFields(request);
	return {
		properties: [collectionOf(UPDATE_FIELDS, [...fields, others])],
		read: (item) => ({
			...readChanges(item, fields, place),
			...others.read(item, `${place}.${others.property.name}`, false),
		}),
	};
}

/** A collection of fields that the user adds as needed, sorted. */
export function collectionOf(collection: Collection, fields: Field[]): INodeProperties {
	return {
		...collection,
		type: 'collection',
		default: {},
		options: propertiesOf(fields)
			.map(optional)
			.sort((one, other) => one.displayName.localeCompare(other.displayName)),
	};
}

/** Nothing that is added only where it is wanted is required. */
function optional(property: INodeProperties): INodeProperties {
	return Object.fromEntries(
		Object.entries(property).filter(([name]) => name !== 'required'),
	) as unknown as INodeProperties;
}

/** What the API has gained since. */
function otherFields(request: string) {
	return jsonField({
		name: 'otherFields',
		label: 'Other Fields (JSON)',
		description: `Other fields of ${request} in Vogent's API. They override the fields above.`,
	});
}
