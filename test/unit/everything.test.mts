import { describe, expect, test } from '@jest/globals';
import type { OpenAPIV3 } from 'openapi-types';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import { operationsOf, readContract, resolveSchema } from '../contract/contract.mts';
import type { Schema } from '../contract/contract.mts';
import { matchesPath } from '../simulator/path.mts';
import { rows } from '../support/everything/index.mts';
import { nothingMade } from '../support/everything/made.mts';
import type { ExpectedRequest } from '../support/everything/row.mts';

/** That the rows leave nothing out: no operation of the node or of the API, and no field of either. */
const filled = rows.map((row) => ({ ...row, ...row.fill(nothingMade) }));
const expected = filled.flatMap(({ requests }) => requests);
const contract = readContract();
const apiOperations = operationsOf(contract);
const nodeOperations = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ resource, ...operation })),
);

/** It asks nothing of the API: it answers a webhook (test/e2e/triggerAnswers.test.mts). */
const SENDS_NOTHING = 'call answerInbound';

const nameOf = ({ resource, value }: { resource: string; value: string }) => `${resource} ${value}`;

/** The members of a value, and theirs; those of a list are those of all its rows. What `isLeaf` says has none. */
function pathsIn(value: unknown, isLeaf: (value: object) => boolean, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, isLeaf, at));
	if (typeof value !== 'object' || value === null || isLeaf(value)) return [];
	return Object.entries(value).flatMap(([name, member]) => {
		const path = at === '' ? name : `${at}.${name}`;
		return [path, ...pathsIn(member, isLeaf, path)];
	});
}

/** The fields that a schema names, and theirs. */
function pathsOf(schema: Schema, at = ''): string[] {
	const resolved = resolveSchema(contract, schema);
	if (resolved.type === 'array') return pathsOf(resolved.items, at);
	return Object.entries(resolved.properties ?? {}).flatMap(([name, member]) => {
		const path = at === '' ? name : `${at}.${name}`;
		return [path, ...pathsOf(member, path)];
	});
}

function bodyOf(operationId: string): Schema | undefined {
	const operation = Object.values(contract.paths)
		.flatMap((item) => [item?.get, item?.post, item?.put, item?.delete])
		.find((one) => one?.operationId === operationId);
	const body = operation?.requestBody as OpenAPIV3.RequestBodyObject | undefined;
	return Object.values(body?.content ?? {})[0]?.schema;
}

describe('the rows', () => {
	test('are of every operation of the node, and of no other', () => {
		const ofRows = new Set(rows.map(({ resource, operation }) => `${resource} ${operation}`));
		expect([...ofRows, SENDS_NOTHING].sort()).toEqual(nodeOperations.map(nameOf).sort());
	});

	test('have names of their own', () => {
		const names = rows.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	test('reach every operation of the API', () => {
		const reached = new Set(expected.map(({ operationId }) => operationId));
		// The address of a recording is no operation.
		reached.delete(null);
		expect([...reached].sort()).toEqual(apiOperations.map(({ operationId }) => operationId).sort());
	});

	test('expect each operation where the contract has it', () => {
		const isThere = ({ operationId, method, path }: ExpectedRequest) =>
			apiOperations.some(
				(one) =>
					one.operationId === operationId && one.method === method && matchesPath(one.path, path),
			);
		const elsewhere = expected.filter(
			(request) => request.operationId !== null && !isThere(request),
		);
		expect(elsewhere).toEqual([]);
	});
});

test.each(apiOperations.map((operation) => [operation.operationId, operation] as const))(
	'%s is sent with every field that it has',
	(operationId, { parameters }) => {
		const requests = expected.filter((request) => request.operationId === operationId);
		const sent = new Set(
			requests.flatMap(({ query, body, parts }) => [
				...Object.keys(query ?? {}).map((name) => `?${name}`),
				...pathsIn(body, () => false),
				...(parts ?? []).map((part) => String((part as { name: string }).name)),
			]),
		);
		const body = bodyOf(operationId);
		const wanted = [
			...parameters.filter((one) => one.in === 'query').map(({ name }) => `?${name}`),
			...(body === undefined ? [] : pathsOf(body)),
		];
		expect(wanted.filter((path) => !sent.has(path))).toEqual([]);
	},
);

/** The parameters that fields are saved in, and theirs. */
function parametersOf(fields: INodeProperties[], at = ''): string[] {
	return fields.flatMap(({ name, type, options = [] }) => {
		const path = `${at}${name}`;
		// A field for what the API has gained since: the contract knows of nothing that it could hold.
		if (type === 'notice' || name === 'otherFields') return [];
		if (type === 'collection') return parametersOf(options as INodeProperties[], `${path}.`);
		if (type !== 'fixedCollection') return [path];
		return (options as INodePropertyCollection[]).flatMap((group) =>
			parametersOf(group.values, `${path}.${group.name}.`),
		);
	});
}

test.each(
	nodeOperations
		.filter((operation) => nameOf(operation) !== SENDS_NOTHING)
		.map((operation) => [nameOf(operation), operation] as const),
)('%s is run with every field that it has filled in', (name, { fields, options = [] }) => {
	const ofOperation = filled.filter(
		({ resource, operation }) => `${resource} ${operation}` === name,
	);
	const given = new Set(
		ofOperation.flatMap(({ parameters }) => pathsIn(parameters, (value) => '__rl' in value)),
	);
	const wanted = [...parametersOf(fields), ...parametersOf(options, 'options.')];
	expect(wanted.filter((path) => !given.has(path))).toEqual([]);
});
