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

const listing = (place: Place, parameters: INodeParameters = {}): Execution =>
	operating(simulator, place, { simplify: false, ...parameters });
const rowsOf = async (execution: Execution) =>
	(await runNode(execution)).output.map(({ json }) => json);
const queries = async () => (await simulator.requests()).map(({ query }) => query);

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

test.each([403, 404, 405])(
	'where functions may not be listed (%d), their IDs are needed',
	async (status) => {
		await simulator.plan({
			path: '/functions',
			status,
			body: status === 405 ? '' : { message: 'No' },
		});
		const error = await errorOf(listing(['function', 'getAll']));
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: String(status) });
		expect(error.message).toBe(
			"Vogent refused to list the functions, so the function's ID is needed [item 0]",
		);
		expect(error.description).toMatch(status === 405 ? /^Vogent refused the request/ : /^No\. /);
	},
);

describe('call batches are looked for', () => {
	const filtering = (filters: INodeParameters) => listing(['callBatch', 'getAll'], { filters });

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
		expect(simple).toMatchObject({ dialId: whole?.id, status: whole?.status });
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
			expect((await rowsOf(execution)).map(({ id, dialId }) => id ?? dialId)).toEqual(['a', 'b']);
		}
	});
});
