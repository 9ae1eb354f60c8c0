import { describe, expect, test } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { listSearch, type ListName } from '../../nodes/Vogent/methods/listSearch.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { vogentNodeOf } from '../support/node.mts';
import { known } from './support/call.mts';
import { additionalData } from './support/execution.mts';

/** The lists that the editor offers in fields. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

async function search(
	name: ListName,
	{ filter, token, parameters = {}, apiKey = simulator.apiKey }: Search = {},
) {
	const node = vogentNodeOf({
		parameters: { resource: 'call', operation: 'create', ...parameters },
		credentials: { vogentApi: { id: '1', name: 'Vogent API' } },
	});
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => new Vogent(),
			getByNameAndVersion: () => new Vogent() as INodeType,
			getKnownTypes: () => ({}),
		},
	});
	const data = { ...additionalData({ apiKey, baseUrl: simulator.baseUrl }) };
	data.currentNodeParameters = node.parameters;
	const context = new LoadOptionsContext(workflow, node, data, '');
	return await listSearch[name].call(context, filter, token);
}

interface Search {
	filter?: string;
	token?: string;
	parameters?: INodeParameters;
	apiKey?: string;
}

const ofAgent = (value: string) => ({ callAgentId: { __rl: true, mode: 'list', value } });

describe('a list', () => {
	test('of voices gives names, types and tiers', async () => {
		const { results } = await search('searchVoices');
		expect(results.map(({ name }) => name).slice(0, 3)).toEqual([
			'Ava (stock, Standard)',
			'Ben (stock, Standard)',
			'Ava (stock, Premium)',
		]);
		expect(results[0]?.value).toBe(known.voice);
	});

	test('of agents gives names', async () => {
		const { results } = await search('searchAgents');
		expect(results[0]).toEqual({ name: 'Appointments', value: known.agent });
	});

	test('of phone numbers gives the number, and the agent it is linked to', async () => {
		const { results } = await search('searchPhoneNumbers');
		expect(results.map(({ name }) => name)).toEqual([
			'+15550100001 (Appointments)',
			'front-desk (no agent)',
			'+15550100005 (no agent)',
		]);
	});

	test.each<[ListName, string]>([
		['searchExtractors', 'extractors'],
		['searchPrompts', 'versioned_prompts'],
	])('%s is that of the chosen agent', async (name, path) => {
		const { results } = await search(name, { parameters: ofAgent(known.agent) });
		expect(results.length).toBeGreaterThan(0);
		const [request] = await simulator.requests();
		expect(request?.path).toBe(`/agents/${known.agent}/${path}`);
	});

	test.each<ListName>(['searchExtractors', 'searchPrompts'])(
		'%s asks for the agent first',
		async (name) => {
			await expect(search(name, { parameters: ofAgent('') })).rejects.toThrow(
				'Choose an agent first',
			);
			expect(await simulator.requests()).toEqual([]);
		},
	);

	test('of models gives names', async () => {
		const { results } = await search('searchModels');
		expect(results.length).toBeGreaterThan(0);
	});
});

describe('searching', () => {
	test('is done by pages while nothing is typed', async () => {
		await simulator.settings({ pageSize: 2 });
		const names: string[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchVoices', { token });
			names.push(...page.results.map(({ name }) => name));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(names).toHaveLength((await simulator.voices()).length);
	});

	test('finds what has the words, on whatever page', async () => {
		await simulator.settings({ pageSize: 2 });
		const { results, paginationToken } = await search('searchVoices', { filter: ' SAV ' });
		expect(results.map(({ name }) => name)).toEqual(['Savannah (stock, Premium)']);
		expect(paginationToken).toBeUndefined();
	});

	test('finds nothing where nothing has them', async () => {
		expect((await search('searchAgents', { filter: 'zzz' })).results).toEqual([]);
	});
});

test('a list with nothing in it says what to do', async () => {
	await simulator.plan({ path: '/agents', body: { data: [], cursor: null } });
	expect((await search('searchAgents')).results).toEqual([
		{ name: 'There is no agent yet. Create one with this node.', value: '' },
	]);
});

test('the error of a list is shown', async () => {
	await expect(search('searchAgents', { apiKey: 'not-the-key' })).rejects.toThrow(
		'The API key is missing or wrong',
	);
});
