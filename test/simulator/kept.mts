import { randomUUID } from 'node:crypto';
import { operationsOf, readContract } from '../contract/contract.mts';
import type { ContractOperation, Schema } from '../contract/contract.mts';
import { blank, complete, defaultsOf, propertiesOf, shown } from './fill.mts';
import { findById } from './operation.mts';
import type { OperationRequest, Operations } from './operation.mts';
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
	/** Returns what is kept of a request's body: the body itself when left out. */
	keep?: (body: Fields, state: State, id: string) => Fields;
	/** Whether the list that is asked for has this row; when left out, fields of the query have to be those of the row. */
	isListed?: (row: Row, request: OperationRequest) => boolean;
}

/** Resources by the paths of their collections, such as `/agents/{agentId}/extractors`. */
export type Resources = Record<string, Resource>;

/** Adds a row, filling in what is left out; returns it as added. */
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

/** Returns a row as its resource's answers have it. */
export function answerOf({ schema }: Resource, row: object): Fields {
	return shown(referenceTo(schema), row);
}

/** Returns every operation of the contract that lists, gets, creates, updates or deletes rows of these resources. */
export function keptOperations(resources: Resources): Operations {
	const operations: Operations = {};
	for (const operation of operationsOf(readContract())) {
		const { path, method, operationId } = operation;
		const isOfOne = path.endsWith('}');
		const collection = isOfOne ? path.slice(0, path.lastIndexOf('/')) : path;
		const resource = resources[collection];
		const kind = kinds[`${method} ${isOfOne ? 'one' : 'all'}`];
		if (!resource || !kind) continue;
		const parent = resources[collection.slice(0, collection.indexOf('/{'))];
		operations[operationId] = (request) => {
			const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => request.params[name]);
			const parentId = parent && findById(parent.rows.in(request.state), ids[0], parent.name).id;
			const all = resource.rows.in(request.state) as Row[];
			const rows = all.filter((row) => row.parentId === parentId);
			const row = () => findById(rows, ids.at(-1), resource.name);
			return kind({ operation, resource, request, parentId, rows, row });
		};
	}
	return operations;
}

/** What a request is about. */
interface Target {
	operation: ContractOperation;
	resource: Resource;
	request: OperationRequest;
	/** The ID of the row that its rows belong to, if they belong to any. */
	parentId: string | undefined;
	rows: Row[];
	/** The row whose ID the path has. Throws a Refusal 404 when there is none. */
	row: () => Row;
}

const kinds: Record<string, (target: Target) => unknown> = {
	'GET all'({ operation, resource, request, parentId, rows }) {
		const { isListed = isAskedFor } = resource;
		const listed = rows.filter((row) => isListed(row, request));
		const properties = propertiesOf(operation.answerSchema);
		const [field = 'data'] = properties.find(([, { type }]) => type === 'array') ?? [];
		const show = (row: Row) => answerOf(resource, row);
		if (!properties.some(([name]) => name === 'cursor')) return { [field]: listed.map(show) };
		const list = `${resource.name}s${parentId ? ` of ${parentId}` : ''}`;
		const page = takePage(request, list, listed);
		return { [field]: page.rows.map(show), cursor: page.cursor };
	},

	'GET one': ({ operation, row }) => shown(operation.answerSchema, row()),

	'POST all'({ operation, resource, request, parentId }) {
		const id = randomUUID();
		const kept = keptOf(resource, request, id);
		const fields = { ...defaultsOf(operation.bodySchema), ...kept, id, parentId };
		return shown(operation.answerSchema, add(request.state, resource, fields));
	},

	'PUT one'({ operation, resource, request, row }) {
		const changed = row();
		const kept = keptOf(resource, request, changed.id);
		const { date } = request.state.clock;
		Object.assign(changed, complete(referenceTo(resource.schema), { ...changed, ...kept }, date));
		return shown(operation.answerSchema, changed);
	},

	'DELETE one'({ operation, resource, request, row }) {
		const deleted = row();
		const rows = resource.rows.in(request.state);
		rows.splice(rows.indexOf(deleted), 1);
		return shown(operation.answerSchema, deleted);
	},
};

function keptOf({ keep }: Resource, { body, state }: OperationRequest, id: string): Fields {
	return keep ? keep(body as Fields, state, id) : (body as Fields);
}

function isAskedFor(row: Row, { query }: OperationRequest): boolean {
	return Object.entries(query).every(([name, value]) => !(name in row) || row[name] === value);
}

function referenceTo(schema: string): Schema {
	return { $ref: `#/components/schemas/${schema}` };
}
