import { NodeHelpers } from 'n8n-workflow';
import type {
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { Vogent } from '../../../nodes/Vogent/Vogent.node.ts';
import { VogentTrigger } from '../../../nodes/VogentTrigger/VogentTrigger.node.ts';

const descriptions: Record<string, INodeTypeDescription> = {
	'n8n-nodes-vogent.vogent': new Vogent().description,
	'n8n-nodes-vogent.vogentTrigger': new VogentTrigger().description,
};

type NodeOfType = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

/** The parameters as the editor saves them: without those that are what they are by default, or are not shown. */
export function savedParameters(node: NodeOfType): INodeParameters {
	return parametersOf(node, false);
}

/** The parameters as the node reads them: what was not saved is what it is by default. */
export function readParameters(node: NodeOfType): INodeParameters {
	return parametersOf(node, true);
}

function parametersOf(node: NodeOfType, withDefaults: boolean): INodeParameters {
	const description = descriptionOf(node);
	const { properties } = description;
	const { parameters } = node;
	return (
		NodeHelpers.getNodeParameters(properties, parameters, withDefaults, false, node, description) ??
		{}
	);
}

/** The fields that somebody sees who has entered these parameters. */
export function shownFields(node: NodeOfType): INodeProperties[] {
	const description = descriptionOf(node);
	const read = readParameters(node);
	return description.properties.filter((field) =>
		NodeHelpers.displayParameter(read, field, node, description),
	);
}

/** What a node has saved and the node's description no longer has: the paths of parameters, and values with their path. */
export function unknownIn(node: NodeOfType): string[] {
	return unknownAmong(node.parameters, shownFields(node));
}

function unknownAmong(values: INodeParameters, fields: INodeProperties[], at = ''): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const field = fields.find((one) => one.name === name);
		const path = `${at}${name}`;
		return field === undefined ? [path] : unknownInField(value, field, path);
	});
}

function unknownInField(value: unknown, field: INodeProperties, path: string): string[] {
	const { type, typeOptions, options = [] } = field;
	if (typeOptions?.loadOptionsMethod !== undefined) return [];
	if (type === 'options' || type === 'multiOptions') {
		const offered = (options as INodePropertyOptions[]).map((option) => option.value);
		return [value]
			.flat()
			.filter((one) => !isExpression(one) && !offered.includes(one as string))
			.map((one) => `${path}: ${JSON.stringify(one)}`);
	}
	if (type === 'resourceLocator') {
		const { mode } = value as { mode: string };
		return field.modes?.some(({ name }) => name === mode) ? [] : [`${path}: mode "${mode}"`];
	}
	if (type === 'collection') {
		return unknownAmong(value as INodeParameters, options as INodeProperties[], `${path}.`);
	}
	if (type !== 'fixedCollection') return [];
	return Object.entries(value as INodeParameters).flatMap(([name, rows]) => {
		const group = (options as INodePropertyCollection[]).find((one) => one.name === name);
		const at = `${path}.${name}`;
		if (group === undefined) return [at];
		return [rows]
			.flat()
			.flatMap((row) => unknownAmong(row as INodeParameters, group.values, `${at}.`));
	});
}

function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}

function descriptionOf({ type }: NodeOfType): INodeTypeDescription {
	const description = descriptions[type];
	if (description === undefined) throw new Error(`There is no node ${type}`);
	return description;
}
