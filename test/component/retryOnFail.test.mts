import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';

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

describe('when the node is run again', () => {
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
