import { describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { VogentApi } from '../../credentials/VogentApi.credentials.ts';
import { findOperation, resources } from '../../nodes/Vogent/registry.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import { vogentNodeOf } from '../support/node.mts';

const { description } = new Vogent();

/** The parameters of a node that somebody has just added, and of one where they have chosen `chosen`. */
function parametersOf(name: string, chosen: INodeParameters = {}) {
	const node = vogentNodeOf({ type: `n8n-nodes-vogent.${name}`, parameters: chosen });
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
			options: {},
		});
	});

	test('of Get Many have no limit where all are wanted', () => {
		const chosen = { resource: 'voice', operation: 'getAll', returnAll: true };
		expect(parametersOf('vogent', chosen)).toEqual({ ...chosen, filters: {}, options: {} });
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

	test('has one menu of resources: the nodes panel lists the actions of each', () => {
		const menus = description.properties.filter(({ name }) => name === 'resource');
		expect(menus).toHaveLength(1);
	});

	test('has no two fields of one name in an operation', () => {
		for (const { fields } of resources.flatMap(({ operations }) => operations)) {
			const forTools = ({ displayOptions }: INodeProperties) => displayOptions?.show?.['@tool'];
			const names = fields.filter((field) => !forTools(field)).map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
		}
	});

	test('gives tools names of at most 64 characters: n8n 1 does not cut them, and models refuse longer ones', () => {
		const names = resources.flatMap(({ operations }) =>
			operations
				.filter(({ worksAsTool }) => worksAsTool)
				.map(({ action }) => `${action} in Vogent`.replace(/[^a-zA-Z0-9_-]+/g, '_')),
		);
		expect(names.filter((name) => name.length > 64)).toEqual([]);
	});

	test('has no undefined among its display options, at which n8n 1 stops', () => {
		for (const { displayOptions } of description.properties) {
			expect(Object.values(displayOptions ?? {})).not.toContain(undefined);
		}
	});

	test('keeps placeholders to examples', () => {
		for (const { fields } of resources.flatMap(({ operations }) => operations)) {
			const options = fields.flatMap((field) => (field.options ?? []) as INodeProperties[]);
			for (const { type, placeholder } of [...fields, ...options]) {
				if (type === 'collection' || type === 'fixedCollection') continue;
				expect(placeholder ?? 'e.g.').toMatch(/^e\.g\./);
			}
		}
	});
});

describe('the public interface', () => {
	/** What saved workflows depend on, and what keeps keys and texts safe in the editor. */
	const interfaceOf = (fields: INodeProperties[]) =>
		fields.map(({ name, type, default: value, required = false, typeOptions = {} }) => [
			name,
			type,
			value,
			required,
			typeOptions,
		]);

	/** The fields of an operation as the editor shows them, with their options behind. */
	const shownFor = (resource: string, operation: string) => {
		const fields = description.properties.filter(
			({ displayOptions: { show } = {} }) =>
				show?.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const options = fields.find(({ name }) => name === 'options')?.options as INodeProperties[];
		return { fields: interfaceOf(fields), options: interfaceOf(options) };
	};

	const requestOptions = {
		maxTries: ['maxTries', 'number', 3, false, { minValue: 1, maxValue: 10 }],
		timeout: ['timeout', 'number', 300, false, { minValue: 1, maxValue: 86_400 }],
	};

	test('of Clone does not change', () => {
		const { fields, options } = shownFor('voice', 'clone');
		expect(fields).toEqual([
			['permissionNotice', 'notice', '', false, {}],
			['name', 'string', '', true, {}],
			['model', 'options', 'CARTESIA', true, {}],
			['binaryPropertyName', 'string', 'data', true, {}],
			['transcription', 'string', '', false, { rows: 4 }],
			['options', 'collection', {}, false, {}],
		]);
		expect(options).toEqual([
			['checkClip', 'boolean', true, false, {}],
			['fileName', 'string', '', false, {}],
			['ifNameExists', 'options', 'createAnyway', false, {}],
			['maxConcurrency', 'number', 4, false, { minValue: 1, maxValue: 20 }],
			requestOptions.maxTries,
			['settleSeconds', 'number', 15, false, { minValue: 0, maxValue: 600 }],
			requestOptions.timeout,
		]);
	});

	test('of Get Many does not change', () => {
		const { fields, options } = shownFor('voice', 'getAll');
		expect(fields).toEqual([
			['returnAll', 'boolean', false, false, {}],
			['limit', 'number', 50, false, { minValue: 1 }],
			['filters', 'collection', {}, false, {}],
			['options', 'collection', {}, false, {}],
		]);
		expect(options).toEqual([requestOptions.maxTries, requestOptions.timeout]);
	});

	test('of the node does not change', () => {
		expect(description).toMatchObject({
			name: 'vogent',
			displayName: 'Vogent',
			version: 1,
			subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
			usableAsTool: true,
			credentials: [{ name: 'vogentApi', required: true }],
		});
	});

	test('of the credential does not change, and its secrets are hidden', () => {
		const credential = new VogentApi();
		expect(credential).toMatchObject({ name: 'vogentApi', displayName: 'Vogent API' });
		expect(interfaceOf(credential.properties)).toEqual([
			['apiKey', 'string', '', true, { password: true }],
			['baseUrl', 'string', 'https://api.vogent.ai/api', false, {}],
			['webhookSigningSecret', 'string', '', false, { password: true }],
		]);
		expect(credential.documentationUrl).toMatch(/^https:\/\/github\.com\/n8n-nodes-vogent\//);
		expect(credential.test.request).toMatchObject({
			url: '/voices',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		});
	});
});
