import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { IRunExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning } from './support/clone.mts';
import {
	errorOf,
	itemWithFile,
	runNode,
	useBinaryStore,
	type Execution,
} from './support/execution.mts';

/** n8n runs the node again for all items: by Retry On Fail, and by Retry in the list of executions. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

const uploads = async () =>
	(await simulator.requests()).filter(({ path }) => path === '/voices/clone');

async function threeItems(options = {}): Promise<Execution> {
	const names = ['Anna', 'Bea', 'Cid'];
	return {
		...cloning(simulator, { name: '={{ $json.name }}', options }),
		items: await Promise.all(names.map((name) => itemWithFile(bytes, { json: { name } }))),
		runExecutionData: createRunExecutionData(),
	};
}

/** What n8n writes into its database, and reads again for a retry. */
const saved = (data: IRunExecutionData | undefined) =>
	JSON.parse(JSON.stringify(data)) as IRunExecutionData;

describe('when the node is run again', () => {
	test('what was created is given again, and only what failed is sent', async () => {
		const execution = await threeItems({ maxConcurrency: 1 });
		await simulator.plan({ path: '/voices/clone', skip: 2, status: 422, body: 'too noisy' });
		const error = await errorOf(execution);
		expect(error.message).toBe('too noisy [item 2]');

		const { output, hints } = await runNode(execution);
		expect(output.map(({ json }) => json.name)).toEqual(['Anna', 'Bea', 'Cid']);
		expect(await uploads()).toHaveLength(4);
		const voices = (await simulator.voices()).slice(-3);
		expect(output.map(({ json }) => json)).toEqual(voices);
		expect(hints[0]?.message).toBe(
			'Created or found by an earlier try of this execution, so not sent again (item 0: Anna; item 1: Bea)',
		);
	});

	test('so it is where n8n has saved and loaded the execution meanwhile', async () => {
		const execution = await threeItems({ maxConcurrency: 1 });
		await simulator.plan({ path: '/voices/clone', skip: 2, status: 422 });
		await errorOf(execution);
		await runNode({ ...execution, runExecutionData: saved(execution.runExecutionData) });
		expect(await uploads()).toHaveLength(4);
	});

	test('the clip of what was created is not needed any more', async () => {
		const execution = await threeItems();
		const { output } = await runNode(execution);
		const items = execution.items?.map(({ json }) => ({ json }));
		expect((await runNode({ ...execution, items })).output).toEqual(output);
	});

	test('in a loop, the error lists what earlier rounds have created, too', async () => {
		const execution = await threeItems({ maxConcurrency: 1 });
		const { output } = await runNode(execution);
		await simulator.plan({ path: '/voices/clone', skip: 1, status: 422 });
		const error = await errorOf({ ...execution, runIndex: 1 });
		const [first] = (await simulator.voices()).slice(-1);
		expect(error.context.created).toEqual([
			{ itemIndex: 0, name: 'Anna', id: first?.id },
			...output.map(({ json: { id, name } }, itemIndex) => ({ runIndex: 0, itemIndex, name, id })),
		]);
		expect(error.description).toMatch(
			/do not create again \(4\):\nitem 0: Anna \(.*\),\nrun 0, item 0: Anna \(/,
		);
	});

	test('another round of a loop is not a retry', async () => {
		const execution = await threeItems();
		await runNode(execution);
		await runNode({ ...execution, runIndex: 1 });
		expect(await uploads()).toHaveLength(6);
	});
});
