import { appendFile, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import type { BinaryStore } from '../support/binaryStore.mts';
import { bytes, cloning, onlyRequest, sha256 } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

let simulator: Simulator;
let binaryData: BinaryStore;

useSimulator((started) => (simulator = started));
useBinaryStore((started) => (binaryData = started));

describe('what is sent', () => {
	test('name, model, transcription and clip, in this order, with an exact length', async () => {
		const item = await itemWithFile(bytes, { fileName: 'anna.wav' });
		expect(item.binary?.data?.id).toMatch(/^filesystem-v2:/);
		const { output } = await runNode({
			...cloning(simulator, { transcription: 'Hello there' }),
			items: [item],
		});

		const { request, parts } = await onlyRequest(simulator);
		expect(request).toMatchObject({ method: 'POST', path: '/voices/clone', chunked: false });
		expect(request.contentLength).toBe(String(request.bytesReceived));
		expect(request.headers.authorization).toBe(`Bearer ${simulator.apiKey}`);
		expect(parts).toMatchObject([
			{ name: 'name', kind: 'text', value: 'Anna' },
			{ name: 'model', kind: 'text', value: 'CSM' },
			{ name: 'transcription', kind: 'text', value: 'Hello there' },
			{
				name: 'clip',
				kind: 'file',
				filename: 'anna.wav',
				mimeType: 'audio/wav',
				size: bytes.length,
				sha256,
			},
		]);
		const created = (await simulator.voices()).find(({ name }) => name === 'Anna');
		expect(output).toEqual([{ json: created, pairedItem: { item: 0 } }]);
	});

	test('an empty transcription is left out', async () => {
		await runNode({ ...cloning(simulator), items: [await itemWithFile(bytes)] });
		expect((await onlyRequest(simulator)).parts.map(({ name }) => name)).toEqual([
			'name',
			'model',
			'clip',
		]);
	});

	test('a number as the name is sent as text', async () => {
		await runNode({
			...cloning(simulator, { name: '={{ 2026 }}' }),
			items: [await itemWithFile(bytes)],
		});
		expect((await onlyRequest(simulator)).parts[0]?.value).toBe('2026');
	});

	test('each item is a voice of its own, paired with its item', async () => {
		const items = await Promise.all(
			['Anna', 'Ben'].map((name) => itemWithFile(bytes, { json: { name } })),
		);
		const { output } = await runNode({
			...cloning(simulator, { name: '={{ $json.name }}' }),
			items,
		});
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Anna', { item: 0 }],
			['Ben', { item: 1 }],
		]);
	});
});

describe('on error', () => {
	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, a bad item is an error and nothing else, a good one is a voice',
		async (onError) => {
			const { output } = await runNode({
				...cloning(simulator),
				onError,
				items: [{ json: { keep: 'me' } }, await itemWithFile(bytes)],
			});
			expect(output).toEqual([
				{
					json: {
						error: 'The item has no binary field "data"; the item has no binary data [item 0]',
					},
					pairedItem: { item: 0 },
				},
				{ json: expect.objectContaining({ name: 'Anna' }), pairedItem: { item: 1 } },
			]);
		},
	);

	test.each<[string, (file: string) => Promise<void>]>([
		['was deleted', async (file) => await rm(file)],
		[
			'was deleted with what n8n knows of it',
			async (file) => await rm(dirname(file), { recursive: true }),
		],
		['lost its end', async (file) => await truncate(file, 1000)],
		['grew', async (file) => await appendFile(file, bytes)],
	])('a clip whose file in n8n’s storage %s is said to be unreadable', async (_, damage) => {
		const item = await itemWithFile(bytes);
		await damage(storedFile(item));
		const error = await errorOf({ ...cloning(simulator), items: [item] });
		expect(error).toMatchObject({ name: 'NodeOperationError' });
		expect(error.message).toBe('The file could not be read [item 0]');
		expect(error.description).toMatch(/^Nothing was created/);
		expect((await simulator.voices()).some(({ name }) => name === 'Anna')).toBe(false);
	});
});

/** Where n8n keeps the item's file. */
function storedFile(item: INodeExecutionData): string {
	const id = item.binary?.data?.id ?? '';
	return join(binaryData.directory, id.replace('filesystem-v2:', ''));
}
