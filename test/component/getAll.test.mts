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
	test('Return All follows the cursor to the end, and sorts by name', async () => {
		await seed(250);
		const { output } = await runNode(listing({ returnAll: true }));
		expect(output.map(({ json }) => json)).toEqual(
			(await simulator.voices()).sort((one, other) => one.name.localeCompare(other.name)),
		);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
		expect((await simulator.requests()).map(({ query }) => query.limit)).toEqual([
			'100',
			'100',
			'100',
		]);
	});

	test('filters go to the service, empty ones do not', async () => {
		const [voice] = await simulator.seedVoices([{ name: 'Anna', voiceType: 'cloned' }]);
		const filtered = await runNode(listing({ filters: { name: 'Anna', voiceType: 'cloned' } }));
		expect(filtered.output.map(({ json }) => json)).toEqual([voice]);
		await runNode(listing({ filters: { name: '' } }));
		const [first, second] = await simulator.requests();
		expect(first?.query).toEqual({ name: 'Anna', voiceType: 'cloned', limit: '100' });
		expect(second?.query).toEqual({ limit: '100' });
	});

	test('runs for each item, and pairs what it finds', async () => {
		const { output } = await runNode({
			...listing({ limit: 2 }),
			items: [{ json: {} }, { json: {} }],
		});
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual(
			[0, 0, 1, 1].map((item) => ['Ava', { item }]),
		);
	});

	test('is given up after the tries that the user allows', async () => {
		await simulator.plan({ path: '/voices', status: 500, times: 9 });
		const error = await errorOf(listing({ options: { maxTries: 2 } }));
		expect(error.description).toMatch(/Tried 2 times\.$/);
		expect(await simulator.requests()).toHaveLength(2);
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
});
