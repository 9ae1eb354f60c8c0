import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { operationsOf, readContract } from '../contract/contract.mts';
import { Comparer } from '../contract/differences.mts';
import { callApi } from './calls.mts';
import { launchSimulator } from './client.mts';
import type { Simulator } from './client.mts';
import { seedId } from './seed-id.mts';

// Starting a process can take seconds on a busy machine.
jest.setTimeout(60_000);

const contract = readContract();
const comparer = new Comparer(contract);
const reads = operationsOf(contract).filter(({ method }) => method === 'GET');

const agentId = seedId('agent 1');
const jobId = seedId('batch dial job 1');
const configId = seedId('eval config 1');
const pathOf: Record<string, string> = {
	getDial: `/dials/${seedId('dial 1')}`,
	listVersionedPrompts: `/agents/${agentId}/versioned_prompts`,
	getVersionedPrompt: `/agents/${agentId}/versioned_prompts/${seedId('prompt 1')}`,
	listExtractors: `/agents/${agentId}/extractors`,
	getExtractor: `/agents/${agentId}/extractors/${seedId('extractor 1')}`,
	getPhoneNumber: `/phone_numbers/${seedId('phone number 1')}`,
	getFunction: `/functions/${seedId('function 1')}`,
	getBatchDialJob: `/batch_dial_jobs/${jobId}`,
	listBatchDialJobDials: `/batch_dial_jobs/${jobId}/dials`,
	listBatchDialJobQueue: `/batch_dial_jobs/${jobId}/queue`,
	listEvalRuns: `/eval_configs/${configId}/runs`,
};

let simulator: Simulator;

beforeAll(async () => {
	simulator = await launchSimulator();
});

afterAll(async () => {
	await simulator.stop();
});

test.each(reads)('$operationId answers as the contract says', async (operation) => {
	const path = pathOf[operation.operationId] ?? operation.path;
	const { status, body } = await callApi(simulator, 'GET', path);
	expect(status).toBe(200);
	expect(comparer.compare(operation.answerSchema ?? {}, body).differences).toEqual([]);

	const lists = Object.values(body as object).filter((value) => Array.isArray(value));
	const isList = operation.operationId.startsWith('list');
	expect(isList ? lists[0] : [body]).not.toHaveLength(0);
});

test.each(reads.filter(({ path }) => path.includes('{')))(
	'$operationId answers 404 to an id that nothing has',
	async ({ path }) => {
		const { status, body } = await callApi(
			simulator,
			'GET',
			path.replace(/\{\w+\}/g, seedId('nobody')),
		);
		expect(status).toBe(404);
		expect(body).toMatchObject({ message: expect.stringContaining('There is no') as unknown });
	},
);

test('a prompt of another agent is not found', async () => {
	const path = `/agents/${seedId('agent 2')}/versioned_prompts/${seedId('prompt 1')}`;
	expect((await callApi(simulator, 'GET', path)).status).toBe(404);
});

test('batch dial jobs can be filtered as documented', async () => {
	const named = async (query: string) => {
		const { body } = await callApi(simulator, 'GET', `/batch_dial_jobs?${query}`);
		return (body as { data: Array<{ name: string }> }).data.map(({ name }) => name);
	};
	expect(await named('status=COMPLETE')).toEqual(['Survey']);
	expect(await named(`callAgentId=${agentId}`)).toEqual(['Reminders']);
	expect(await named('userId=nobody')).toEqual([]);
	const wrong = await callApi(simulator, 'GET', '/batch_dial_jobs?status=DONE');
	expect(wrong.status).toBe(422);
});
