import { setTimeout } from 'node:timers/promises';

import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { limitOf, useFastClock } from './support/fastClock.mts';
import { bodiesTo, chosen, operating, seeded, sentTo } from './support/operate.mts';

/** Evaluations are run once, and their records are added once. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));
afterEach(() => {
	jest.restoreAllMocks();
});

const evaluating = (operation: string, parameters: INodeParameters): Execution => ({
	...operating(simulator, ['evaluation', operation], {
		evalConfigId: chosen(seeded.evalConfig),
		...parameters,
	}),
	runExecutionData: createRunExecutionData(),
});

describe('an evaluation', () => {
	const running = (additionalFields: INodeParameters = {}, operation = 'run') =>
		evaluating(operation, {
			callAgentId: chosen(known.agent),
			versionedPromptId: chosen(seeded.prompt),
			additionalFields,
		});

	test('uses all records, or those that are given', async () => {
		await simulator.plan({ path: '/eval_configs/{id}/runs', times: 2, body: { id: 'run' } });
		await runNode(running());
		await runNode(running({ evalRecordIds: ' a, b ,' }));
		const least = { callAgentId: known.agent, versionedPromptId: seeded.prompt };
		expect(await bodiesTo(simulator)).toEqual([least, { ...least, evalRecordIds: ['a', 'b'] }]);
	});

	const looks = async (count: number) => {
		while ((await sentTo(simulator, 'GET')).length < count) await setTimeout(20);
	};

	test('is waited for, though a look fails', async () => {
		await simulator.plan({ method: 'GET', path: '/eval_runs/{id}', status: 422 });
		const waiting = runNode(running({}, 'runAndWait'));
		await looks(2);
		await simulator.advance(60_000);
		const aggregateResult = { numFailing: expect.any(Number), numPassing: expect.any(Number) };
		expect((await waiting).output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ status: 'SUCCESS', aggregateResult }),
		]);
		expect(await sentTo(simulator)).toHaveLength(1);
	});

	test('is not waited for where it cannot be looked up, and nothing is started with a bad limit', async () => {
		await simulator.plan({ method: 'GET', path: '/eval_runs/{id}', status: 403 });
		const execution = running({}, 'runAndWait');
		const { output, hints } = await runNode(execution);
		expect(output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ status: 'PENDING', finished: false }),
		]);
		expect(hints[0]?.message).toMatch(
			/^Some runs were started, but cannot be looked up \(item 0: .*HTTP 403/,
		);
		const parameters = { ...execution.parameters, waitMinutes: 0 };
		expect((await errorOf({ ...execution, parameters })).message).toMatch(/Wait Limit/);
		expect(await sentTo(simulator)).toHaveLength(1);
	});

	test('is waited for no longer than the user wants', async () => {
		const limit = limitOf(10);
		const waiting = runNode(running({}, 'runAndWait'));
		await looks(1);
		limit.abort();
		expect((await waiting).output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ status: 'PENDING', finished: false }),
		]);
	});

	test('gives its failing results alone, of all pages', async () => {
		const path = '/eval_runs/{id}/results';
		const page = (...alerts: unknown[]) => alerts.map((numAlerts) => ({ id: 'a', numAlerts }));
		await simulator.plan({ path, body: { data: page(0, null), cursor: 'next' } });
		await simulator.plan({ path, body: { data: page(0, 2, 1, 3), cursor: null } });
		const options = { onlyFailing: true };
		const { output } = await runNode(
			evaluating('getAllResults', { evalRunId: 'r', limit: 2, options }),
		);
		expect(output.map(({ json }) => json.numAlerts)).toEqual([2, 1]);
	});
});

describe('a record', () => {
	const adding = (parameters: INodeParameters) => evaluating('addRecord', parameters);
	const path = '/eval_configs/{id}/records';

	test('is a prompt, with its turns and its inputs as text', async () => {
		const prompt = { name: 'Angry caller', systemPrompt: 'You are angry.', description: 'Hard' };
		const inputs = { maxTurns: 5, agentInputs: '{"clinic":"Riverside"}' };
		await runNode(adding({ recordType: 'PROMPT', ...prompt, ...inputs }));
		expect(await bodiesTo(simulator)).toEqual([{ recordType: 'PROMPT', ...prompt, ...inputs }]);
		const error = await errorOf(adding({ recordType: 'PROMPT', ...prompt, maxTurns: -1 }));
		expect(error.message).toBe('"Max Turns" must be a whole number of 1 or more [item 0]');
	});

	test('that was added before another failed is named by its call', async () => {
		await simulator.plan({ path, body: { id: 'record' } });
		const error = await errorOf({
			...adding({ dialId: '={{ $json.id }}' }),
			items: [{ json: { id: 'a-call' } }, { json: {} }],
		});
		expect(error.context.created).toEqual([{ itemIndex: 0, name: 'a-call', id: 'record' }]);
	});
});
