import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { requestOptions } from './fields/requestOptions';
import type { Operation, Resource } from './operation';
import { agent } from './resources/agent';
import { call } from './resources/call';
import { callBatch } from './resources/callBatch';
import { evaluation } from './resources/evaluation';
import { extractor } from './resources/extractor';
import { functionResource } from './resources/function';
import { model } from './resources/model';
import { phoneNumber } from './resources/phoneNumber';
import { prompt } from './resources/prompt';
import { speech } from './resources/speech';
import { voice } from './resources/voice';

/** Every resource of the node; the first is the one of a new node. To add one: its folder, and one line here. */
export const resources: Resource[] = [
	voice,
	call,
	callBatch,
	speech,
	agent,
	prompt,
	extractor,
	functionResource,
	phoneNumber,
	model,
	evaluation,
];

/** The operation with these values; undefined if there is none. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

/**
 * The node's parameters: the resource, its operations, and each operation's fields, shown where they belong.
 * As an AI tool the node offers only what works there, in menus of their own: an option that is merely hidden would
 * stay chosen.
 */
export function nodeProperties(): INodeProperties[] {
	return [
		...menus(
			{ displayName: 'Resource', name: 'resource', show: {} },
			resources.map(({ name, value, operations }) => ({
				option: { name, value },
				worksAsTool: operations.some(({ worksAsTool }) => worksAsTool),
			})),
		),
		...resources.flatMap((resource) => [
			...menus(
				{ displayName: 'Operation', name: 'operation', show: { resource: [resource.value] } },
				resource.operations.map(({ name, value, action, description, worksAsTool }) => ({
					option: { name, value, action, description },
					worksAsTool,
				})),
			),
			...resource.operations.flatMap((operation) =>
				fieldsOf(operation).map((field) =>
					shownFor(field, { resource: [resource.value], operation: [operation.value] }),
				),
			),
		]),
	];
}

/** The operation's own fields, and one for its options, those about requests included. */
function fieldsOf(operation: Operation): INodeProperties[] {
	const { fields, options = [], makesNoRequests } = operation;
	const all = [...options, ...(makesNoRequests ? [] : requestOptions(operation))];
	if (all.length === 0) return fields;
	return [
		...fields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: sortedBy(all, ({ displayName }) => displayName),
		},
	];
}

const IN_TOOLS = { '@tool': [true] };

interface Menu {
	displayName: string;
	name: string;
	show: NonNullable<IDisplayOptions['show']>;
}

interface MenuEntry {
	option: INodePropertyOptions;
	worksAsTool: boolean;
}

/**
 * One menu, sorted, the first entry chosen, in which AI tools do not see what does not work there. Two, one of them for
 * tools, where the first entry itself does not: it would stay chosen. That must not happen to resources: the nodes panel
 * lists the actions of every resource menu.
 */
function menus({ displayName, name, show }: Menu, entries: MenuEntry[]): INodeProperties[] {
	const menu = (options: INodePropertyOptions[], displayOptions: IDisplayOptions) => {
		// Saved workflows leave out what is the default: it must stay what it is.
		const chosen = options[0]?.value ?? '';
		return {
			displayName,
			name,
			type: 'options',
			noDataExpression: true,
			displayOptions,
			options: sortedBy(options, ({ name }) => name),
			default: chosen,
		} satisfies INodeProperties;
	};
	const all = entries.map(({ option }) => option);
	const forTools = entries.filter(({ worksAsTool }) => worksAsTool).map(({ option }) => option);
	if (forTools[0] !== all[0]) {
		const forWorkflows = menu(all, { show, hide: IN_TOOLS });
		if (forTools.length === 0) return [forWorkflows];
		return [forWorkflows, menu(forTools, { show: { ...show, ...IN_TOOLS } })];
	}
	const options = all.map((option) =>
		forTools.includes(option) ? option : { ...option, displayOptions: { hide: IN_TOOLS } },
	);
	return [menu(options, { show })];
}

function sortedBy<Entry>(entries: Entry[], name: (entry: Entry) => string): Entry[] {
	return [...entries].sort((one, other) => (name(one) < name(other) ? -1 : 1));
}

function shownFor(field: INodeProperties, place: IDisplayOptions['show']): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...place, ...field.displayOptions?.show },
		},
	};
}
