import { describe, expect, test } from '@jest/globals';
import type { INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import { matchesPath } from '../simulator/path.mts';
import {
	apiOperations,
	fieldsOfNode,
	fieldsOfRequest,
	membersOf,
} from '../support/everything/fields.mts';
import { rows } from '../support/everything/index.mts';
import { nothingMade } from '../support/everything/made.mts';
import type { ExpectedRequest } from '../support/everything/row.mts';

/** That the rows leave nothing out: no operation of the node or of the API, and no field of either. */
const filled = rows.map((row) => ({
	...row,
	...row.fill(nothingMade),
	of: `${row.resource} ${row.operation}`,
}));
const expected = filled.flatMap(({ requests }) => requests);
const nodeOperations = resources.flatMap(({ value: resource, operations }) =>
	operations.map(({ value, fields, options = [] }) => ({
		name: `${resource} ${value}`,
		fields: [...fieldsOfNode(fields), ...fieldsOfNode(options, 'options.')],
	})),
);

/** It asks nothing of the API: it answers a webhook (test/e2e/triggerAnswers.test.mts). */
const SENDS_NOTHING = 'call answerInbound';
const sending = nodeOperations.filter(({ name }) => name !== SENDS_NOTHING);

describe('the rows', () => {
	test('are of every operation of the node, and of no other', () => {
		const ofRows = new Set(filled.map(({ of }) => of));
		expect([...ofRows, SENDS_NOTHING].sort()).toEqual(
			nodeOperations.map(({ name }) => name).sort(),
		);
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

test.each(apiOperations.map(({ operationId }) => operationId))(
	'%s is sent with every field that it has',
	(operationId) => {
		const requests = expected.filter((request) => request.operationId === operationId);
		const sent = new Set(
			requests.flatMap(({ query, body, parts = [] }) => [
				...Object.keys(query ?? {}).map((name) => `?${name}`),
				...membersOf(body),
				...parts.map(({ name }) => name),
			]),
		);
		const wanted = [...fieldsOfRequest(operationId).keys()];
		expect(wanted.filter((path) => !sent.has(path))).toEqual([]);
	},
);

test.each(sending.map(({ name, fields }) => [name, fields] as const))(
	'%s is run with every field that it has filled in',
	(name, fields) => {
		const ofOperation = filled.filter(({ of }) => of === name);
		const given = new Set(
			ofOperation.flatMap(({ parameters }) => membersOf(parameters, (value) => '__rl' in value)),
		);
		const paths = fields.map(([path]) => path);
		expect(paths.filter((path) => !given.has(path))).toEqual([]);
	},
);

/** Choices that the API does not have, or has under another name. */
const OWN_CHOICES = new Set([
	'kind',
	'callFrom',
	'callAgentInputMode',
	'waitFor',
	'rowsFrom',
	'linesMode',
	'agentLink',
	'options.ifNameExists',
	'output',
	// The reference names one of the three.
	'silenceHangupConfiguration.values.type',
	// Numbers, to the API.
	'schedule.values.days.slots.dayOfWeek',
]);

const COLLECTION = /^(additionalFields|updateFields|filters)\./;

/** The path in a request of what is at this path in the node. */
const pathInRequest = (path: string) => path.replace(COLLECTION, '').replaceAll('.values.', '.');

test.each(
	sending.flatMap(({ name, fields }) =>
		fields
			.filter(
				([path, { type }]) => type === 'options' && !OWN_CHOICES.has(path.replace(COLLECTION, '')),
			)
			.map(([path, { options }]) => [name, path, options as INodePropertyOptions[]] as const),
	),
)('%s offers for %s what the API takes', (name, path, options) => {
	const ids = filled
		.filter(({ of }) => of === name)
		.flatMap(({ requests }) => requests.flatMap(({ operationId }) => operationId ?? []));
	const wanted = pathInRequest(path);
	const taken = ids.flatMap((id) =>
		[...fieldsOfRequest(id)].flatMap(([at, { enum: values }]) =>
			at.replace('?', '') === wanted || at.endsWith(`.${wanted}`) ? [values ?? []] : [],
		),
	);
	const offered = options.map(({ value }) => String(value)).filter((value) => value !== 'unset');
	const takenValues = (taken[0] ?? []).filter((value) => value !== null).map(String);
	expect(offered.sort()).toEqual(takenValues.sort());
});
