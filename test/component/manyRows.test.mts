import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { chosen, operating, seeded } from './support/operate.mts';

/** Lists of all kinds: how much of them is read, what is asked for, and what of a row goes on. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));

type Place = [string, string];

const ofAgent = { agentId: chosen(known.agent) };
const ofBatch = { batchDialJobId: chosen(seeded.batch) };
const ofConfig = { evalConfigId: chosen(seeded.evalConfig) };

const lists: Array<[Place, INodeParameters, string]> = [
	[['agent', 'getAll'], {}, '/agents'],
	[['model', 'getAll'], {}, '/models'],
	[['phoneNumber', 'getAll'], {}, '/phone_numbers'],
	[['callBatch', 'getAll'], {}, '/batch_dial_jobs'],
	[['callBatch', 'getCalls'], ofBatch, `/batch_dial_jobs/${seeded.batch}/dials`],
	[['callBatch', 'getQueue'], ofBatch, `/batch_dial_jobs/${seeded.batch}/queue`],
	[['prompt', 'getAll'], ofAgent, `/agents/${known.agent}/versioned_prompts`],
	[['evaluation', 'getAllConfigurations'], {}, '/eval_configs'],
	[['evaluation', 'getAllRuns'], ofConfig, `/eval_configs/${seeded.evalConfig}/runs`],
];

const listing = (place: Place, parameters: INodeParameters = {}): Execution =>
	operating(simulator, place, { simplify: false, ...parameters });
const rowsOf = async (execution: Execution) =>
	(await runNode(execution)).output.map(({ json }) => json);
const queries = async () => (await simulator.requests()).map(({ query }) => query);

describe.each(lists)('%j', (place, ids, path) => {
	const plan = async (rows: object[], cursor: string | null) =>
		await simulator.plan({ method: 'GET', path, body: { data: rows, cursor } });

	test('gives one item a row, each paired, and asks for 50 where nothing is said', async () => {
		const { output } = await runNode(listing(place, ids));
		expect(output.length).toBeGreaterThan(0);
		for (const { json, pairedItem } of output) {
			expect(json.id).toEqual(expect.any(String));
			expect(pairedItem).toEqual({ item: 0 });
		}
		expect(await simulator.requests()).toMatchObject([{ path, query: { limit: '50' } }]);
	});

	test('follows the pages with Return All, and stops at a limit', async () => {
		const pages = async () => {
			await plan([{ id: 'a' }, { id: 'b' }], 'next & more');
			await plan([{ id: 'c' }, { id: 'd' }], null);
		};
		await pages();
		expect(await rowsOf(listing(place, { ...ids, returnAll: true }))).toHaveLength(4);
		await pages();
		expect(await rowsOf(listing(place, { ...ids, limit: 3 }))).toEqual([
			{ id: 'a' },
			{ id: 'b' },
			{ id: 'c' },
		]);
		expect(await queries()).toEqual([
			{ limit: '100' },
			{ limit: '100', cursor: 'next & more' },
			{ limit: '3' },
			{ limit: '1', cursor: 'next & more' },
		]);
	});

	test('gives no item where there is no row', async () => {
		await plan([], null);
		expect(await rowsOf(listing(place, ids))).toEqual([]);
	});

	test('is an error where the rows are missing', async () => {
		await simulator.plan({ method: 'GET', path, body: { rows: [] } });
		const error = await errorOf(listing(place, ids));
		expect(error.message).toBe('Vogent\'s list has no "data" [item 0]');
	});
});

describe('the extractors of an agent', () => {
	const place: Place = ['extractor', 'getAll'];

	test('come as a whole, and are cut at the limit', async () => {
		const all = await rowsOf(listing(place, { ...ofAgent, returnAll: true }));
		expect(all.length).toBeGreaterThan(1);
		expect(await rowsOf(listing(place, { ...ofAgent, limit: 1 }))).toEqual(all.slice(0, 1));
		expect(await queries()).toEqual([{}, {}]);
	});

	test('are an error where they are not there', async () => {
		await simulator.plan({ path: '/agents/{agentId}/extractors', body: { data: [] } });
		const error = await errorOf(listing(place, ofAgent));
		expect(error.message).toBe('Vogent\'s list has no "extractors" [item 0]');
	});
});

describe('call batches are looked for', () => {
	const filtering = (filters: INodeParameters) => listing(['callBatch', 'getAll'], { filters });

	test('by agent, status and user', async () => {
		const filters = { callAgentId: chosen(known.agent), status: 'ACTIVE', userId: 'u/1 &' };
		await simulator.plan({ path: '/batch_dial_jobs', body: { data: [], cursor: null } });
		await rowsOf(filtering(filters));
		expect(await queries()).toEqual([
			{ callAgentId: known.agent, status: 'ACTIVE', userId: 'u/1 &', limit: '50' },
		]);
	});

	test('and found', async () => {
		expect(await rowsOf(filtering({ status: 'ACTIVE' }))).toMatchObject([{ id: seeded.batch }]);
		expect(await rowsOf(filtering({ callAgentId: chosen(seeded.otherAgent) }))).toMatchObject([
			{ name: 'Survey' },
		]);
	});

	test('by nothing that is left empty', async () => {
		await rowsOf(filtering({ callAgentId: chosen(''), userId: '' }));
		expect(await queries()).toEqual([{ limit: '50' }]);
	});

	test.each<[INodeParameters, string]>([
		[{ status: 'LATE' }, '"Status" cannot be "LATE"'],
		[{ callAgentId: chosen('={{ $json.id }}') }, 'The expression in "Agent" gives nothing'],
		[{ userId: '={{ ["a"] }}' }, '"User ID" is not text'],
	])('not by %j: %s', async (filters, message) => {
		expect((await errorOf(filtering(filters))).message).toBe(`${message} [item 0]`);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('Simplify', () => {
	test('gives of an agent what most workflows need', async () => {
		const simple = await rowsOf(listing(['agent', 'getAll'], { simplify: true, limit: 1 }));
		const [agent] = await simulator.agents();
		expect(simple).toEqual([
			{
				id: known.agent,
				name: 'Appointments',
				language: agent?.language,
				defaultVoiceId: agent?.defaultVoiceId,
				defaultVersionedPromptId: agent?.defaultVersionedPromptId,
				defaultExtractorId: agent?.defaultExtractorId ?? null,
				maxDurationSeconds: agent?.maxDurationSeconds,
			},
		]);
		const [whole] = await rowsOf(listing(['agent', 'getAll'], { limit: 1 }));
		expect(Object.keys(whole ?? {}).length).toBeGreaterThan(Object.keys(simple[0] ?? {}).length);
		expect(whole).toMatchObject({ id: known.agent, utteranceDetectorConfig: expect.anything() });
	});

	test('gives of a batch’s calls what was said, as one text', async () => {
		const place: Place = ['callBatch', 'getCalls'];
		const [simple] = await rowsOf(listing(place, { ...ofBatch, simplify: true }));
		const [whole] = await rowsOf(listing(place, ofBatch));
		expect(simple).toMatchObject({ id: whole?.id, status: whole?.status });
		expect(simple?.transcriptText).toEqual(expect.any(String));
		expect(whole).not.toHaveProperty('transcriptText');
		expect(whole).toHaveProperty('agent');
	});

	test('bears with rows that lack nearly all', async () => {
		for (const [place, path] of [
			[['agent', 'getAll'], '/agents'],
			[['callBatch', 'getCalls'], `/batch_dial_jobs/${seeded.batch}/dials`],
		] as const) {
			const rows = [{ id: 'a' }, { id: 'b', transcript: 7, recordings: 'none', aiResult: null }];
			await simulator.plan({ method: 'GET', path, body: { data: rows } });
			const execution = listing([...place], { ...ofBatch, simplify: true });
			expect((await rowsOf(execution)).map(({ id }) => id)).toEqual(['a', 'b']);
		}
	});
});
