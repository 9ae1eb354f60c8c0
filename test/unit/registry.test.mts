import { describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';

import { findOperation, resources } from '../../nodes/Vogent/registry.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';

const { description } = new Vogent();

/** The parameters of a node that somebody has just added, and of one where they have chosen `chosen`. */
function parametersOf(name: string, chosen: INodeParameters = {}) {
	const node: INode = {
		id: '1',
		name: 'Vogent',
		type: `n8n-nodes-vogent.${name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: chosen,
	};
	return NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, {
		...description,
		name,
	});
}

describe('the parameters of a new node', () => {
	test('are those of Clone', () => {
		expect(parametersOf('vogent')).toEqual({
			resource: 'voice',
			operation: 'clone',
			permissionNotice: '',
			name: '',
			model: 'CARTESIA',
			binaryPropertyName: 'data',
			transcription: '',
			options: {},
		});
	});

	test('are those of Get Many in an AI tool, which cannot carry a clip', () => {
		expect(parametersOf('vogentTool')).toEqual({
			resource: 'voice',
			operation: 'getAll',
			returnAll: false,
			limit: 50,
			filters: {},
		});
	});

	test('of Get Many have no limit where all are wanted', () => {
		const chosen = { resource: 'voice', operation: 'getAll', returnAll: true };
		expect(parametersOf('vogent', chosen)).toEqual({ ...chosen, filters: {} });
	});
});

describe('the registry', () => {
	test('finds each operation, and no other', () => {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				expect(findOperation(resource.value, operation.value)).toBe(operation);
			}
		}
		expect(findOperation('voice', 'sing')).toBeUndefined();
		expect(findOperation('song', 'clone')).toBeUndefined();
	});

	test('has no two fields of one name in an operation', () => {
		for (const { fields } of resources.flatMap(({ operations }) => operations)) {
			const names = fields.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	test('keeps placeholders to examples', () => {
		for (const { fields } of resources.flatMap(({ operations }) => operations)) {
			for (const { type, placeholder } of fields) {
				if (type === 'collection') continue;
				expect(placeholder ?? 'e.g.').toMatch(/^e\.g\./);
			}
		}
	});
});
