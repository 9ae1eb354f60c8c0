import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { AllRuns, ItemResult } from '../../nodes/Vogent/execution/run.ts';
import { createAndWait } from '../../nodes/Vogent/resources/call/wait/createAndWait.operation.ts';
import { route } from '../../nodes/Vogent/router.ts';
import { createContext, type Execution } from '../component/support/execution.mts';
import { vogentNodeOf } from '../support/node.mts';
import { rejection, useContexts } from './support/item.mts';

/** What the router makes of an operation that does something once for all items, such as to wait for calls. */
useContexts();

const runOnAll = jest.fn<(runs: AllRuns) => Promise<ItemResult[][]>>();

beforeEach(() => {
	runOnAll.mockReset().mockImplementation(({ results }) => Promise.resolve(results));
	jest.spyOn(createAndWait, 'runOnAll').mockImplementation(runOnAll);
	jest.spyOn(createAndWait, 'run').mockImplementation(({ context, itemIndex, ledger }) => {
		const input = context.getInputData()[itemIndex];
		const json = input?.json ?? {};
		const binary = input?.binary;
		if (json.fails) return Promise.reject(new Error('failed'));
		ledger.write(itemIndex, { name: 'Anna', state: 'created', json });
		return Promise.resolve([{ json, binary }]);
	});
});
afterEach(() => {
	jest.restoreAllMocks();
});

async function run(items: INodeExecutionData[], changes: Partial<Execution> = {}) {
	const context = await createContext({
		credential: { baseUrl: 'http://127.0.0.1:9/api', apiKey: 'key-1234' },
		parameters: { resource: 'call', operation: 'createAndWait', options: {} },
		items,
		...changes,
	});
	return await route(context);
}

const item = (json: IDataObject): INodeExecutionData => ({ json });
const going = { onError: 'continueRegularOutput' as const };

test('what it gives goes on, paired with the items', async () => {
	runOnAll.mockResolvedValue([[{ json: { id: 'x' } }], [{ json: { id: 'y' } }, { json: {} }]]);
	expect(await run([item({ id: 'a' }), item({ id: 'b' })])).toEqual([
		[
			{ json: { id: 'x' }, pairedItem: { item: 0 } },
			{ json: { id: 'y' }, pairedItem: { item: 1 } },
			{ json: {}, pairedItem: { item: 1 } },
		],
	]);
	expect(runOnAll).toHaveBeenCalledTimes(1);
	expect(runOnAll.mock.calls[0]?.[0]).toMatchObject({
		itemIndex: 0,
		results: [[{ json: { id: 'a' } }], [{ json: { id: 'b' } }]],
	});
});

test('a file goes on too', async () => {
	const binary = { data: { data: 'UklGRg==', mimeType: 'audio/wav' } };
	const [output] = await run([{ json: {}, binary }, item({})]);
	expect(output?.map((result) => result.binary)).toEqual([binary, undefined]);
	expect(output?.map((result) => 'binary' in result)).toEqual([true, false]);
});

test('it is done where some items have failed, and is told which', async () => {
	await run([item({ id: 'a' }), item({ fails: true })], going);
	expect(runOnAll.mock.calls[0]?.[0].results).toEqual([
		[{ json: { id: 'a' }, binary: undefined }],
		[{ json: { error: 'failed [item 1]' }, failed: true }],
	]);
});

test('it is done where the items give nothing before it', async () => {
	jest.spyOn(createAndWait, 'run').mockResolvedValue([]);
	runOnAll.mockResolvedValue([[{ json: { id: 'x' } }], []]);
	expect(await run([item({}), item({})])).toEqual([
		[{ json: { id: 'x' }, pairedItem: { item: 0 } }],
	]);
});

test('it is not done where all have failed', async () => {
	const [output] = await run([item({ fails: true }), item({ fails: true })], going);
	expect(output?.map(({ json }) => json)).toEqual([
		{ error: 'failed [item 0]' },
		{ error: 'failed [item 1]' },
	]);
	expect(runOnAll).not.toHaveBeenCalled();
});

test('it is not done where an item has ended the execution, or the user has', async () => {
	await rejection(run([item({ id: 'a' }), item({ fails: true })]));
	await run([item({ id: 'a' })], { signal: AbortSignal.abort() });
	expect(runOnAll).not.toHaveBeenCalled();
});

test('its error lists what was created', async () => {
	runOnAll.mockRejectedValue(new Error('no wait'));
	expect(await rejection(run([item({ id: 'a' })]))).toMatchObject({
		message: 'no wait [item 0]',
		description: 'Already created, do not create again (1):\nitem 0: Anna (a)',
		context: { created: [{ itemIndex: 0, name: 'Anna', id: 'a' }] },
	});
});

describe('where the user chose to continue, its failure', () => {
	beforeEach(() => {
		const refused = new NodeOperationError(vogentNodeOf(), 'no job', { description: 'Why.' });
		runOnAll.mockRejectedValue(refused);
	});

	test('is that of each item that has given nothing', async () => {
		jest.spyOn(createAndWait, 'run').mockResolvedValue([]);
		const error = 'no job [item 0]. Why.';
		expect(await run([item({}), item({})], going)).toEqual([
			[
				{ json: { error }, pairedItem: { item: 0 } },
				{ json: { error }, pairedItem: { item: 1 } },
			],
		]);
	});

	test('leaves an item that has failed before its own error', async () => {
		jest
			.spyOn(createAndWait, 'run')
			.mockResolvedValueOnce([])
			.mockRejectedValueOnce(new Error('failed'));
		const [output] = await run([item({}), item({})], going);
		expect(output?.map(({ json }) => json.error)).toEqual([
			'no job [item 0]. Why.',
			'failed [item 1]',
		]);
	});

	test('ends the execution where items have given something, which would be lost', async () => {
		expect(await rejection(run([item({ id: 'a' }), item({ fails: true })], going))).toMatchObject({
			message: 'no job [item 0]',
			context: { created: [{ itemIndex: 0, name: 'Anna', id: 'a' }] },
		});
	});
});

test('its error names the item that it is about', async () => {
	const second = new NodeOperationError(vogentNodeOf(), 'no text', { itemIndex: 1 });
	runOnAll.mockRejectedValue(second);
	expect(await rejection(run([item({ id: 'a' }), item({ id: 'b' })]))).toMatchObject({
		message: 'no text [item 1]',
		context: { itemIndex: 1 },
	});
});
