import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

const clones = '/voices/clone';
const uploads = async () => (await simulator.requests()).filter(({ path }) => path === clones);

async function items(count: number): Promise<INodeExecutionData[]> {
	const names = Array.from({ length: count }, (_, index) => ({ name: `Voice ${index}` }));
	return await Promise.all(names.map((json) => itemWithFile(bytes, { json })));
}

const byName = (options: IDataObject = {}) =>
	cloning(simulator, { name: '={{ $json.name }}', options: options as never });

describe('uploads at the same time', () => {
	test.each([
		[{}, 4],
		[{ maxConcurrency: 1 }, 1],
		[{ maxConcurrency: 7 }, 7],
		[{ maxConcurrency: 20 }, 20],
	])('with the options %j: %d', async (options, concurrency) => {
		// As long as a busy machine may take to send so many.
		const count = concurrency + 3;
		await simulator.plan({ path: clones, times: count, delayMs: 100 + 50 * concurrency });
		await runNode({ ...byName(options), items: await items(count) });
		expect(await uploads()).toHaveLength(count);
		expect(await simulator.maxConcurrency(clones)).toBe(concurrency);
	});

	test('give their voices in the order of the items, whichever is first', async () => {
		for (const delayMs of [400, 300, 200, 100, 0]) await simulator.plan({ path: clones, delayMs });
		const { output } = await runNode({ ...byName(), items: await items(8) });
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual(
			output.map((_, item) => [`Voice ${item}`, { item }]),
		);
		expect(output).toHaveLength(8);
	});

	test.each([
		['Max Items at Once', 'maxConcurrency', 20, [0, 21, 2.5, 'many', '']],
		['Max Tries per Request', 'maxTries', 10, [0, 11, 1.5, 'no']],
	])('in "%s", what is no such number is refused', async (label, name, most, given) => {
		for (const value of given) {
			const error = await errorOf({ ...byName({ [name]: value }), items: await items(2) });
			expect(error.message).toBe(`"${label}" must be a whole number from 1 to ${most} [item 0]`);
		}
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('when one of them fails', () => {
	test('nothing new is sent, those under way are awaited, and what they made is listed', async () => {
		await simulator.plan({ path: clones, delayMs: 400, times: 2 });
		await simulator.plan({ path: clones, status: 422, body: 'too noisy' });
		const error = await errorOf({ ...byName({ maxConcurrency: 3 }), items: await items(9) });
		const made = (await simulator.voices()).slice(-2);
		const failed = Number(error.context.itemIndex);
		expect(error.message).toBe(`too noisy [item ${failed}]`);
		expect(await uploads()).toHaveLength(3);
		expect(error.context.created).toEqual(
			[0, 1, 2]
				.filter((itemIndex) => itemIndex !== failed)
				.map((itemIndex) => {
					const name = `Voice ${itemIndex}`;
					return { itemIndex, name, id: made.find((voice) => voice.name === name)?.id };
				}),
		);
	});

	test('an item that waits for another of its name is not sent', async () => {
		await simulator.plan({ path: clones, delayMs: 200, status: 422 });
		const [first, ...others] = await items(3);
		const execution = byName({ ifNameExists: 'reuse' });
		const same = [first, ...others].map((item) => ({ ...item, json: { name: 'Anna' } }));
		const error = await errorOf({ ...execution, items: same as INodeExecutionData[] });
		expect(error.description).not.toContain('at the same time');
		expect(await uploads()).toHaveLength(1);
	});
});
