import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import { seedId } from '../../simulator/seed-id.mts';
import { rows } from '../everything/index.mts';
import { known, type Made } from '../everything/made.mts';
import { given, type Row } from '../everything/row.mts';
import type { WorkflowFile } from './folder.mts';
import { readParameters, savedParameters, shownFields } from './parameters.mts';
import { toFillIn } from './placeholders.mts';

/** A workflow to save, and what its file is called. */
export interface NamedWorkflow {
	name: string;
	workflow: WorkflowFile;
}

const vogentType = { type: 'n8n-nodes-vogent.vogent', typeVersion: 1 };

/** The IDs that are made at run time stand in the file as what is to be filled in. */
const made: Made = {
	dialId: toFillIn('made.dialId'),
	recordingPath: toFillIn('made.recordingPath'),
	batchId: toFillIn('made.batchId'),
	evalRecordId: toFillIn('made.evalRecordId'),
	waitingRunId: toFillIn('made.waitingRunId'),
};

/** Values of the options that all operations share, none of them the default. */
const requestOptions: INodeParameters = { maxTries: 5, timeout: 120, maxConcurrency: 2 };

/**
 * Every operation of the node as users save it: with all its fields, and with those alone that it cannot do without. The
 * one that answers a call is in `triggers.mts`.
 */
export function workflowsOfNode(): NamedWorkflow[] {
	const firstRows = rows.filter(
		({ resource, operation }, index) =>
			rows.findIndex((one) => one.resource === resource && one.operation === operation) === index,
	);
	return [
		...rows.map((row) => named(row.name, startedByHand(row, withAllOptions(parametersOf(row))))),
		...firstRows.map((row) =>
			named(`${row.resource} ${row.operation} minimal`, startedByHand(row, minimal(row))),
		),
		named('call create with other fields', startedByHand(placing, parametersOf(placing))),
	];
}

/** With a field that the node may come to know: it goes to the API as it is. */
const placing: Pick<Row, 'resource' | 'operation' | 'fill'> = {
	resource: 'call',
	operation: 'create',
	fill: () => ({
		parameters: {
			resource: 'call',
			operation: 'create',
			callAgentId: given(known.agent),
			toNumber: '={{ "+1 555 010 0021" }}',
			fromNumberId: given(known.fromNumber),
			additionalFields: { otherFields: '{ "timeoutMinutes": 7, "keywords": ["Vogent"] }' },
		},
		requests: [],
	}),
};

const parametersOf = (row: Pick<Row, 'fill'>): INodeParameters => row.fill(made).parameters;

/** What the row has, and every option about requests. */
function withAllOptions(parameters: INodeParameters): INodeParameters {
	const offered = collection('options', parameters)?.options?.map(({ name }) => name) ?? [];
	const more = Object.entries(requestOptions).filter(([name]) => offered.includes(name));
	const options = { ...(parameters.options as INodeParameters), ...Object.fromEntries(more) };
	return more.length === 0 ? parameters : { ...parameters, options };
}

/** What the editor asks for, where the row has it; of what is to be changed only the first thing. */
function minimal(row: Row): INodeParameters {
	const { resource = '', operation = '', ...filled } = parametersOf(row);
	const chosen = { resource, operation };
	const required = shownFields({ ...vogentType, parameters: chosen })
		.filter((field) => field.required && isEmpty(field.default))
		.map(({ name }) => [name, filled[name] ?? ''] as const);
	const changes = Object.entries((filled.updateFields ?? {}) as INodeParameters).slice(0, 1);
	return {
		...chosen,
		...Object.fromEntries(required),
		...(changes.length === 0 ? {} : { updateFields: Object.fromEntries(changes) }),
	};
}

/** Whether somebody has to fill in a field with this default. */
function isEmpty(value: INodeProperties['default']): boolean {
	const inner =
		typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return ['""', '"{}"', '"[]"', '{}', '[]'].includes(JSON.stringify(inner));
}

function collection(name: string, parameters: INodeParameters): INodeProperties | undefined {
	return shownFields({ ...vogentType, parameters }).find((field) => field.name === name);
}

function startedByHand(
	{ resource, operation }: Pick<Row, 'resource' | 'operation'>,
	parameters: INodeParameters,
): INode[] {
	const readsClip = resource === 'voice' && operation === 'clone';
	return [
		node('When clicking ‘Execute workflow’', 'n8n-nodes-base.manualTrigger', {}),
		...(readsClip ? [readClip] : []),
		vogentNode('Vogent', vogentType, parameters),
	];
}

const readClip = node(
	'Read/Write Files from Disk',
	'n8n-nodes-base.readWriteFile',
	{ fileSelector: toFillIn('clip'), options: {} },
	{ typeVersion: 1.1 },
);

/** A node of n8n's own, in a workflow that `named` makes. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	return { parameters, type, typeVersion: 1, position: [0, 0], id: '', name, ...more };
}

/** A Vogent node with these parameters, as the editor saves it: it fills in the defaults, and leaves them out again. */
export function vogentNode(
	name: string,
	type: { type: string; typeVersion: number },
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	const edited = readParameters({ ...type, parameters });
	return node(name, type.type, savedParameters({ ...type, parameters: edited }), {
		typeVersion: type.typeVersion,
		...more,
		credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } },
	});
}

/** A workflow of nodes in a row, as the editor exports it. */
export function named(title: string, nodes: INode[]): NamedWorkflow {
	const name = title.replaceAll(' ', '-');
	const placed = nodes.map((one, index): INode => ({
		...one,
		id: seedId(`${name} ${one.name}`),
		position: [220 * index, 0],
		...(one.webhookId === undefined ? {} : { webhookId: seedId(`${name} webhook`) }),
	}));
	const links = placed
		.slice(1)
		.map(({ name: next }, index) => [
			placed[index]?.name,
			{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
		]);
	return {
		name,
		workflow: {
			name: title,
			nodes: placed,
			connections: Object.fromEntries(links) as WorkflowFile['connections'],
			settings: { executionOrder: 'v1' },
		},
	};
}
