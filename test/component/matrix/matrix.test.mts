import { expect, test } from '@jest/globals';
import type { Simulator } from '../../simulator/client.mts';
import { useSimulator } from '../../simulator/hooks.mts';
import { cloneParameters } from '../support/clone.mts';
import { itemWithFile, useBinaryStore } from '../support/execution.mts';
import { runInEngine } from './support/engine.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));
useBinaryStore();

test.each(['stopWorkflow','continueRegularOutput','continueErrorOutput'] as const)('works %s', async (onError) => {
	await simulator.plan({ path: '/voices/clone', skip: 1, status: 500 });
	const result = await runInEngine({
		parameters: cloneParameters({ name: '={{ $json.name }}', options: {maxConcurrency: 1} }),
		settings: { onError, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		items: await Promise.all(['Anna', 'Bea'].map((name) => itemWithFile(Buffer.alloc(1000, 7), { json: { name } }))),
		credential: simulator,
	});
	console.log(JSON.stringify(result, null, 1).slice(0, 6000), (await simulator.requests()).length);
	expect(1).toBe(1);
});
