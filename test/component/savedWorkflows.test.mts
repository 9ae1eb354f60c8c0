import { describe, expect, test } from '@jest/globals';

import { resources } from '../../nodes/Vogent/registry.ts';
import {
	changesOf,
	readExpected,
	readSaved,
	savedVersions,
	vogentNodesOf,
	type SavedWorkflow,
	type WorkflowFile,
} from '../support/savedWorkflows/folder.mts';
import { readParameters, unknownIn } from '../support/savedWorkflows/parameters.mts';

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
