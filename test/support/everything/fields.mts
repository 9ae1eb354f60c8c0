import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { OpenAPIV3 } from 'openapi-types';

import {
	operationsOf,
	readContract,
	resolveSchema,
	type Schema,
} from '../../contract/contract.mts';

const contract = readContract();

/** The operations of the API that are not deprecated. */
export const apiOperations = operationsOf(contract).filter(({ isDeprecated }) => !isDeprecated);

/**
 * What an operation of the API can be sent: the fields of its body by their paths, such as `schedule.days.dayOfWeek`, and
 * those of its query, such as `?limit`. Fields in lists are those of all rows.
 */
export function fieldsOfRequest(operationId: string): Map<string, OpenAPIV3.SchemaObject> {
	const operation = apiOperations.find((one) => one.operationId === operationId);
	const { bodySchema, parameters = [] } = operation ?? {};
	return new Map([
		...parameters
			.filter((one) => one.in === 'query')
			.map((one) => [`?${one.name}`, resolveSchema(contract, one.schema ?? {})] as const),
		...(bodySchema === undefined ? [] : fieldsOf(bodySchema)),
	]);
}

function fieldsOf(schema: Schema, at = ''): Array<[string, OpenAPIV3.SchemaObject]> {
	const resolved = resolveSchema(contract, schema);
	if (resolved.type === 'array') return fieldsOf(resolved.items, at);
	return Object.entries(resolved.properties ?? {}).flatMap(([name, member]) => {
		if (resolveSchema(contract, member).deprecated) return [];
		const path = at === '' ? name : `${at}.${name}`;
		return [[path, resolveSchema(contract, member)] as const, ...fieldsOf(member, path)] as Array<
			[string, OpenAPIV3.SchemaObject]
		>;
	});
}

/** The fields of the node by the paths of their parameters, such as `additionalFields.schedule.values.timezone`. */
export function fieldsOfNode(fields: INodeProperties[], at = ''): Array<[string, INodeProperties]> {
	return fields.flatMap((field) => {
		const { name, type, options = [] } = field;
		const path = `${at}${name}`;
		// A field for what the API has gained since: the contract knows of nothing that it could hold.
		if (type === 'notice' || name === 'otherFields') return [];
		// Rows are run as a node.
		if (field.displayOptions?.show?.['@tool']) return [];
		if (type === 'collection') return fieldsOfNode(options as INodeProperties[], `${path}.`);
		if (type !== 'fixedCollection') return [[path, field] as [string, INodeProperties]];
		return (options as INodePropertyCollection[]).flatMap((group) =>
			fieldsOfNode(group.values, `${path}.${group.name}.`),
		);
	});
}

/** The members of a value by their paths; those of a list are those of all its rows. What `isLeaf` says has none. */
export function membersOf(
	value: unknown,
	isLeaf: (value: object) => boolean = () => false,
	at = '',
): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => membersOf(one, isLeaf, at));
	if (typeof value !== 'object' || value === null || isLeaf(value)) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const path = at === '' ? name : `${at}.${name}`;
		return [path, ...membersOf(member, isLeaf, path)];
	});
}
