import { randomUUID } from 'node:crypto';
import { operationsOf, readContract } from '../contract/contract.mts';
import type { ContractOperation, Schema } from '../contract/contract.mts';
import { blank, complete, defaultsOf, propertiesOf, shown } from './fill.mts';
import { findById } from './operation.mts';
import type { Operation, OperationRequest, Operations } from './operation.mts';
import { takePage } from './paging.mts';
import type { Row } from './records.mts';
import type { Collection, State } from './state.mts';

type Fields = Record<string, unknown>;

/** A resource whose rows are kept and given back. What is special about one is said here, all else by the contract. */
export interface Resource {
	/** What one of them is called. */
	name: string;
	/** What a row is in the contract. */
	schema: string;
	rows: Collection<{ id: string }>;
	/** Gives what is kept of a request's body: the body itself when left out. */
	keep?: (body: Fields, state: State, id: string) => Fields;
	/** Whether the list that is asked for has this row; when left out, fields of the query have to be those of the row. */
	isListed?: (row: Row, request: OperationRequest) => boolean;
}

/** Resources by the paths of their collections, such as `/agents/{agentId}/extractors`. */
export type Resources = Record<string, Resource>;

/** Adds a row, filling in what is left out; gives it as added. */
export function add<Added extends { id: string } = Row>(
	state: State,
	{ rows, schema }: Resource,
	fields: Fields,
): Added {
	const { date } = state.clock;
	const reference = referenceTo(schema);
	const row = { ...blank(reference, date), id: randomUUID(), ...fields };
	const added = complete(reference, row, date) as Added;
	rows.in(state).push(added);
	return added;
}

/** Gives a row as its resource's answers have it. */
export function answerOf({ schema }: Resource, row: object): Fields {
	return shown(referenceTo(schema), row);
}

/** Gives every operation of the contract that lists, gets, creates, updates or deletes rows of these resources. */
export function keptOperations(resources: Resources): Operations {
	const operations: Operations = {};
	for (const operation of operationsOf(readContract())) {
		const { path, method, operationId } = operation;
		const isOfOne = path.endsWith('}');
		const collection = isOfOne ? path.slice(0, path.lastIndexOf('/')) : path;
		const resource = resources[collection];
		if (!resource) continue;
		const parent = resources[collection.slice(0, collection.indexOf('/{'))];
		const kind = `${method} ${isOfOne ? 'one' : 'all'}`;
		const run = kinds[kind]?.(resource, operation, parent);
		if (run) operations[operationId] = run;
	}
	return operations;
}

type Kind = (resource: Resource, operation: ContractOperation, parent?: Resource) => Operation;

const kinds: Record<string, Kind> = {
	'GET all':
		(resource, { answerSchema, path }, parent) =>
		(request) => {
			const parentId = parentIn(request, path, parent);
			const { isListed = isAskedFor } = resource;
			const rows = rowsOf(request.state, resource, parentId).filter((row) =>
				isListed(row, request),
			);
			const properties = propertiesOf(answerSchema);
			const [field = 'data'] = properties.find(([, { type }]) => type === 'array') ?? [];
			const show = (row: Row) => answerOf(resource, row);
			if (!properties.some(([name]) => name === 'cursor')) return { [field]: rows.map(show) };
			const list = parentId ? `${resource.name}s of ${parentId}` : `${resource.name}s`;
			const page = takePage(request, list, rows);
			return { [field]: page.rows.map(show), cursor: page.cursor };
		},

	'GET one':
		(resource, { answerSchema, path }, parent) =>
		(request) =>
			shown(answerSchema, rowIn(request, path, resource, parent)),

	'POST all':
		(resource, { answerSchema, bodySchema, path }, parent) =>
		(request) => {
			const { state, body } = request;
			const parentId = parentIn(request, path, parent);
			const id = randomUUID();
			const kept = resource.keep?.(body as Fields, state, id) ?? (body as Fields);
			const fields = { ...defaultsOf(bodySchema), ...kept, id, ...(parentId && { parentId }) };
			return shown(answerSchema, add(state, resource, fields));
		},

	'PUT one':
		(resource, { answerSchema, path }, parent) =>
		(request) => {
			const { state, body } = request;
			const row = rowIn(request, path, resource, parent);
			const kept = resource.keep?.(body as Fields, state, row.id) ?? (body as Fields);
			const changed = complete(referenceTo(resource.schema), { ...row, ...kept }, state.clock.date);
			return shown(answerSchema, Object.assign(row, changed));
		},

	'DELETE one':
		(resource, { answerSchema, path }, parent) =>
		(request) => {
			const row = rowIn(request, path, resource, parent);
			const rows = resource.rows.in(request.state);
			rows.splice(rows.indexOf(row), 1);
			return shown(answerSchema, row);
		},
};

function rowsOf(state: State, { rows }: Resource, parentId?: string): Row[] {
	return (rows.in(state) as Row[]).filter((row) => !parentId || row.parentId === parentId);
}

/** Gives the ID of the row that a path begins with; undefined for the path of a resource that belongs to no other. */
function parentIn(
	{ state, params }: OperationRequest,
	path: string,
	parent: Resource | undefined,
): string | undefined {
	if (!parent) return undefined;
	return findById(parent.rows.in(state), paramsInOrder(path, params)[0], parent.name).id;
}

function rowIn(
	request: OperationRequest,
	path: string,
	resource: Resource,
	parent: Resource | undefined,
): Row {
	const rows = rowsOf(request.state, resource, parentIn(request, path, parent));
	return findById(rows, paramsInOrder(path, request.params).at(-1), resource.name);
}

function paramsInOrder(path: string, params: OperationRequest['params']): string[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => params[name] ?? '');
}

function isAskedFor(row: Row, { query }: OperationRequest): boolean {
	return Object.entries(query).every(([name, value]) => !(name in row) || row[name] === value);
}

function referenceTo(schema: string): Schema {
	return { $ref: `#/components/schemas/${schema}` };
}
