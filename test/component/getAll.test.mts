import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { errorOf, runNode } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';

let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));

function listing(parameters: INodeParameters) {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: {
			resource: 'voice',
			operation: 'getAll',
			returnAll: false,
			limit: 50,
			filters: {},
			...parameters,
		},
	};
}

async function seed(count: number) {
	await simulator.seedVoices(
		Array.from({ length: count }, (_, index) => ({ name: `Voice ${index}` })),
	);
}

describe('get many voices', () => {
	test('Return All follows the cursor to the end, in order', async () => {
		await seed(250);
		const { output } = await runNode(listing({ returnAll: true }));
		expect(output.map(({ json }) => json)).toEqual(await simulator.voices());
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect((await simulator.requests()).map(({ query }) => query.limit)).toEqual([
			'100',
			'100',
			'100',
		]);
	});

	test.each([
		[1, ['1']],
		[50, ['50']],
		[120, ['100', '20']],
	])('a limit of %d asks for no more than it needs', async (limit, asked) => {
		await seed(250);
		const { output } = await runNode(listing({ limit }));
		expect(output).toHaveLength(limit);
		expect((await simulator.requests()).map(({ query }) => query.limit)).toEqual(asked);
	});

	test('the limit holds where the service gives smaller pages than asked for', async () => {
		await seed(30);
		await simulator.settings({ pageSize: 7 });
		const { output } = await runNode(listing({ limit: 20 }));
		expect(output.map(({ json }) => json)).toEqual((await simulator.voices()).slice(0, 20));
	});

	test('the limit holds where the service gives more than asked for', async () => {
		const voices = await simulator.voices();
		await simulator.plan({ path: '/voices', status: 200, body: { voices, cursor: null } });
		expect((await runNode(listing({ limit: 2 }))).output).toHaveLength(2);
	});

	test('filters go to the service, empty ones do not', async () => {
		const [voice] = await simulator.seedVoices([{ name: 'Anna', voiceType: 'cloned' }]);
		const filtered = await runNode(listing({ filters: { name: 'Anna', voiceType: 'cloned' } }));
		expect(filtered.output.map(({ json }) => json)).toEqual([voice]);
		await runNode(listing({ filters: { name: '' } }));
		const [first, second] = await simulator.requests();
		expect(first?.query).toEqual({ name: 'Anna', voiceType: 'cloned', limit: '50' });
		expect(second?.query).toEqual({ limit: '50' });
	});

	test('runs for each item, and pairs what it finds', async () => {
		const { output } = await runNode({
			...listing({ limit: 2 }),
			items: [{ json: {} }, { json: {} }],
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
	});

	test.each([0, -5, 1.5, 'abc'])('the limit %j is refused', async (limit) => {
		const error = await errorOf(listing({ limit }));
		expect(error.message).toBe('"Limit" must be a whole number of 1 or more [item 0]');
		expect(await simulator.requests()).toEqual([]);
	});

	test('the words "true" and "false" do as Return All, as a model may write them', async () => {
		await seed(60);
		expect((await runNode(listing({ returnAll: 'false' }))).output).toHaveLength(50);
		expect((await runNode(listing({ returnAll: 'true' }))).output.length).toBeGreaterThan(60);
	});

	test('a filter that is not text is refused, one of spaces is left out', async () => {
		const filters = { name: '={{ { a: 1 } }}' };
		expect((await errorOf(listing({ filters }))).message).toBe('"Name" is not text [item 0]');
		await runNode(listing({ filters: { name: '  ' } }));
		expect((await simulator.requests()).map(({ query }) => query.name)).toEqual([undefined]);
	});

	test('a cursor that is a number is followed, one that is an object is an error', async () => {
		const voices = await simulator.voices();
		const page = (cursor: unknown) => ({ path: '/voices', status: 200, body: { voices, cursor } });
		await simulator.plan(page(7));
		await simulator.plan(page(null));
		const { output } = await runNode(listing({ returnAll: true }));
		expect(output).toHaveLength(2 * voices.length);
		expect((await simulator.requests()).map(({ query }) => query.cursor)).toEqual([undefined, '7']);

		await simulator.plan(page({ next: 1 }));
		const error = await errorOf(listing({ returnAll: true }));
		expect(error.message).toBe('Vogent gave a cursor that is not text [item 0]');
	});

	test('rows that are no objects are an error', async () => {
		await simulator.plan({ path: '/voices', status: 200, body: { voices: [null], cursor: null } });
		expect((await errorOf(listing({}))).message).toBe(
			'Vogent\'s list "voices" has entries that cannot be read [item 0]',
		);
	});

	test('a cursor that repeats ends with an error', async () => {
		await seed(20);
		await simulator.settings({ pageSize: 5, repeatCursor: true });
		const error = await errorOf(listing({ returnAll: true }));
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Vogent gave the same page of the list twice [item 0]',
		});
		expect((await simulator.requests()).length).toBeLessThan(5);
	});

	test('an answer without voices is an error, not an empty list', async () => {
		await simulator.plan({ path: '/voices', status: 200, body: { data: [] } });
		expect((await errorOf(listing({}))).message).toBe('Vogent\'s list has no "voices" [item 0]');
	});
});
