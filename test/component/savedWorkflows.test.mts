import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import {
	changesOf,
	readExpected,
	readSaved,
	savedVersions,
	textOf,
	vogentNodesOf,
	type SavedWorkflow,
	type WorkflowFile,
} from '../support/savedWorkflows/folder.mts';
import { readParameters, unknownIn } from '../support/savedWorkflows/parameters.mts';
import { newIn } from '../support/savedWorkflows/write.mts';

const saved = readSaved();
const nodesOf = ({ text }: SavedWorkflow) => vogentNodesOf(JSON.parse(text) as WorkflowFile);
const titled = saved.map((one) => [`${one.version}/${one.name}.json`, one] as const);

/** The operations of the Vogent nodes of a workflow, as the node reads them today, named as its file is. */
function operationsOf(one: SavedWorkflow): string[] {
	return nodesOf(one)
		.map(readParameters)
		.flatMap(({ resource, operation }) =>
			typeof resource === 'string' && typeof operation === 'string'
				? [`${resource}-${operation}`]
				: [],
		);
}

describe('the saved workflows', () => {
	test.each(savedVersions())('of %s are as they were saved', (version) => {
		const changes = changesOf(version).map(
			(change) => `${change}: saved workflows are never edited (docs/repository.md)`,
		);
		expect(changes).toEqual([]);
	});

	test('are of every operation and of the trigger, with all fields and with the fewest', () => {
		const names = new Set(saved.map(({ name }) => name));
		const operations = resources.flatMap(({ value, operations: all }) =>
			all.map((operation) => `${value}-${operation.value}`),
		);
		const missing = [...operations, 'trigger'].flatMap((operation) => {
			const minimal = `${operation}-minimal`;
			const full = [...names].filter((name) => name !== minimal);
			return [
				...(full.some((name) => `${name}-`.startsWith(`${operation}-`)) ? [] : [operation]),
				...(names.has(minimal) ? [] : [minimal]),
			];
		});
		expect(missing).toEqual([]);
	});

	// Where this fails, the first resource of the node, or the first operation of a resource, is another one by now.
	test.each(titled)('%s is of the operation that it was saved with', (_, one) => {
		for (const operation of operationsOf(one)) {
			expect([`${one.name}-`, operation]).toEqual([
				expect.stringMatching(`^${operation}-`),
				operation,
			]);
		}
	});

	test.each(titled)('%s has nothing that the node no longer knows', (_, one) => {
		expect(nodesOf(one).flatMap(unknownIn)).toEqual([]);
	});

	test.each(titled)('%s has what it sends and gives beside it', (_, one) => {
		expect(readExpected(one)).toBeDefined();
	});
});

describe('what is new in a version', () => {
	const all = newIn('1.0.0', []);
	const asSaved = all.map(({ name, workflow }) => ({
		version: '1.0.0',
		name,
		text: textOf(workflow),
	}));
	const [first, ...others] = asSaved;
	const inAnotherWay = { version: '1.0.0', name: all[0]?.name ?? '', text: '{}' };
	const namesOf = (version: string, known: SavedWorkflow[]) =>
		newIn(version, known).map(({ name }) => name);

	test('is nothing that was saved as it would be saved now', () => {
		expect(namesOf('1.1.0', asSaved)).toEqual([]);
	});

	test('is what nobody has saved, or would save in another way by now', () => {
		expect(namesOf('1.1.0', others)).toEqual([first?.name]);
		expect(namesOf('1.1.0', [inAnotherWay, ...others])).toEqual([first?.name]);
	});

	test('is not what it has saved itself, or what a version after an older one has', () => {
		expect(namesOf('1.0.0', [inAnotherWay, ...others])).toEqual([]);
		expect(namesOf('1.2.0', [inAnotherWay, ...asSaved])).toEqual([]);
	});
});

describe('a parameter that the node no longer knows', () => {
	const unknown = (parameters: INodeParameters) =>
		unknownIn({ type: 'n8n-nodes-vogent.vogent', typeVersion: 1, parameters });

	test.each<[string, INodeParameters, string[]]>([
		['a field', { resource: 'voice', operation: 'clone', title: 'Anna' }, ['title']],
		['one of another operation', { operation: 'getAll', name: 'Anna' }, ['name']],
		['a value', { operation: 'clone', model: 'TALL' }, ['model: "TALL"']],
		['an option', { operation: 'clone', options: { loud: true } }, ['options.loud']],
		[
			'a way to choose',
			{ resource: 'speech', voiceId: { __rl: true, mode: 'url', value: '' } },
			['voiceId: mode "url"'],
		],
		[
			'a group, and a field in one',
			{ resource: 'call', callAgentInput: { rows: [], variables: [{ title: 'a' }] } },
			['callAgentInput.rows', 'callAgentInput.variables.title'],
		],
		['nothing, as an expression may give it', { operation: 'clone', model: '={{ $json.a }}' }, []],
	])('is named: %s', (_, parameters, named) => {
		expect(unknown(parameters)).toEqual(named);
	});
});
