import { describe, expect, test } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { listSearch, loadOptions, type ListName } from '../../nodes/Vogent/fields/listSearch.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { vogentNodeOf } from '../support/node.mts';
import { known } from './support/call.mts';
import { additionalData } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { chosen, seeded } from './support/operate.mts';

/** The lists that the editor offers in fields. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));

async function search(name: ListName, { filter, token, ...rest }: Search = {}) {
	return await listSearch[name].call(contextOf(rest), filter, token);
}

function contextOf({ parameters = {}, apiKey = simulator.apiKey }: Search = {}) {
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
	return new LoadOptionsContext(workflow, node, data, '');
}

interface Search {
	filter?: string;
	token?: string;
	parameters?: INodeParameters;
	apiKey?: string;
}

const ofAgent = (value: string) => ({ callAgentId: { __rl: true, mode: 'list', value } });

describe('a list', () => {
	test('of voices gives names, types and tiers, sorted', async () => {
		const { results } = await search('searchVoices');
		expect(results.map(({ name }) => name).slice(0, 3)).toEqual([
			'Ava (stock, Premium)',
			'Ava (stock, Standard)',
			'Ben (stock, Standard)',
		]);
		expect(results[1]?.value).toBe(known.voice);
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

	test('of phone numbers of which several are chosen is sorted, and may have none', async () => {
		const numbers = async () => await loadOptions.getPhoneNumbers.call(contextOf());
		expect((await numbers()).map(({ name }) => name)).toEqual([
			'+15550100001 (Appointments)',
			'+15550100005 (no agent)',
			'front-desk (no agent)',
		]);
		await simulator.plan({ path: '/phone_numbers', body: { data: [] } });
		expect(await numbers()).toEqual([]);
	});

	test.each([
		['new york', ['America/New_York']],
		['UTC', ['UTC']],
		[' us/east', ['US/Eastern']],
		['Mars', []],
	])('of time zones finds %j', async (filter, names) => {
		const { results } = await listSearch.searchTimeZones(filter);
		expect(results).toEqual(names.map((name) => ({ name, value: name })));
	});

	test('of the records of an evaluation gives names, and asks for the configuration first', async () => {
		const body = {
			data: [
				{ id: 'a', prompt: { name: 'Angry' }, dialId: null },
				{ id: 'b', prompt: null, dialId: 'a-call' },
				{ id: 'c' },
			],
		};
		await simulator.plan({ path: '/eval_configs/{id}/records', body });
		const at = { resource: 'evaluation', operation: 'getRecord' };
		const parameters = { ...at, evalConfigId: chosen(seeded.evalConfig) };
		const { results } = await search('searchEvalRecords', { parameters });
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['Angry', 'a'],
			['a-call', 'b'],
			['c', 'c'],
		]);
		await expect(search('searchEvalRecords', { parameters: at })).rejects.toThrow(
			'Choose a configuration first',
		);
	});

	test('of evaluation configurations gives names', async () => {
		const { results } = await search('searchEvalConfigs');
		expect(results).toContainEqual({ name: expect.any(String), value: seeded.evalConfig });
	});

	test('of call batches gives names and what has become of them', async () => {
		const { results } = await search('searchCallBatches');
		expect(results).toContainEqual({ name: 'Reminders (ACTIVE)', value: seeded.batch });
		expect(results.map(({ name }) => name)).toContain('Survey (COMPLETE)');
	});

	describe.each<[ListName, string]>([
		['searchExtractors', 'extractors'],
		['searchPrompts', 'versioned_prompts'],
	])('%s is that of the chosen agent', (name, path) => {
		test.each<[string, [string, string], INodeParameters]>([
			['on whom the call is', ['call', 'create'], ofAgent(known.agent)],
			['that is worked with', ['prompt', 'get'], { agentId: chosen(known.agent) }],
			['whose ID is given as it is', ['prompt', 'get'], { agentId: ` ${known.agent} ` }],
			[
				'where the other field is empty',
				['agent', 'update'],
				{ ...ofAgent(''), agentId: chosen(known.agent) },
			],
		])('%s', async (_, [resource, operation], ids) => {
			const parameters = { resource, operation, ...ids };
			const { results } = await search(name, { parameters });
			expect(results.length).toBeGreaterThan(0);
			expect((await simulator.requests()).map((request) => request.path)).toEqual([
				`/agents/${known.agent}/${path}`,
			]);
		});

		test('and has what the user looks for', async () => {
			const parameters = { resource: 'prompt', operation: 'get', agentId: chosen(known.agent) };
			const all = (await search(name, { parameters })).results;
			const [first] = all;
			const found = await search(name, { parameters, filter: first?.name.toUpperCase() });
			expect(found.results).toContainEqual(first);
			expect((await search(name, { parameters, filter: 'zzz' })).results).toEqual([]);
		});
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
});

describe('searching', () => {
	test('is done by pages while nothing is typed', async () => {
		await simulator.settings({ pageSize: 1 });
		const names: string[] = [];
		let token: string | undefined;
		do {
			const page = await search('searchAgents', { token });
			expect(page.results).toHaveLength(1);
			names.push(...page.results.map(({ name }) => name));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(names).toEqual((await simulator.agents()).map(({ name }) => name));
	});

	test('finds what has the words, on whatever page', async () => {
		await simulator.settings({ pageSize: 2 });
		const { results, paginationToken } = await search('searchVoices', { filter: ' SAV ' });
		expect(results.map(({ name }) => name)).toEqual(['Savannah (stock, Premium)']);
		expect(paginationToken).toBeUndefined();
	});
});

test.each<[ListName, string, string]>([
	['searchAgents', '/agents', 'No agents yet. Create one with the Vogent node.'],
	[
		'searchCallBatches',
		'/batch_dial_jobs',
		'No call batches yet. Create one with the Vogent node.',
	],
	[
		'searchEvalConfigs',
		'/eval_configs',
		'No evaluation configurations yet. Create one with the Vogent node.',
	],
])('%s with nothing in it says what to do', async (list, path, name) => {
	await simulator.plan({ path, body: { data: [], cursor: null } });
	expect((await search(list)).results).toEqual([{ name, value: '' }]);
});

test('rows without a name are shown by their ID', async () => {
	await simulator.plan({ path: '/batch_dial_jobs', body: { data: [{ id: 'job', name: null }] } });
	await simulator.plan({ path: '/eval_configs', body: { data: [{ id: 'config' }] } });
	expect((await search('searchCallBatches')).results).toEqual([{ name: 'job ()', value: 'job' }]);
	expect((await search('searchEvalConfigs')).results).toEqual([
		{ name: 'config', value: 'config' },
	]);
});

describe('phone numbers', () => {
	const ofNobody = [
		'+15550100001 (${agent})',
		'front-desk (no agent)',
		'+15550100005 (no agent)',
	].map((name) => name.replace('${agent}', known.agent));
	const shown = async (filter?: string) =>
		(await search('searchPhoneNumbers', { filter })).results.map(({ name }) => name);

	test('come with the ID of their agent where agents may not be listed', async () => {
		await simulator.plan({ path: '/agents', status: 403, body: '{}' });
		expect(await shown()).toEqual(ofNobody);
	});

	test('do not wait for agents that take their time', async () => {
		await simulator.plan({ path: '/agents', delayMs: 20_000 });
		const start = Date.now();
		expect(await shown()).toEqual(ofNobody);
		expect(Date.now() - start).toBeLessThan(5000);
	});

	test('are listed and found with two requests, however many agents there are', async () => {
		await simulator.settings({ pageSize: 1 });
		for (const filter of [undefined, 'front']) {
			await simulator.clearRequests();
			await shown(filter);
			const requests = await simulator.requests();
			expect(requests.filter(({ path }) => path === '/agents')).toHaveLength(1);
		}
	});
});

test('the error of a list has no HTML of the service', async () => {
	await simulator.plan({ path: '/agents', status: 422, body: '{"message":"<a href=x>no</a>"}' });
	await expect(search('searchAgents')).rejects.toThrow('‹a href=x›no‹/a›');
});

test('a list of functions that Vogent refuses says that their IDs are needed', async () => {
	await simulator.plan({ path: '/functions', status: 405, body: '' });
	await expect(search('searchFunctions')).rejects.toThrow("so the function's ID is needed");
	expect((await search('searchFunctions')).results).toContainEqual({
		name: 'look_up_order (api)',
		value: seeded.apiFunction,
	});
});
