import { createHash, randomBytes } from 'node:crypto';
import { appendFile, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { cloneParameters } from './support/clone.mts';
import {
	errorOf,
	itemWithFile,
	runNode,
	useBinaryData,
	type BinaryStore,
} from './support/execution.mts';

let simulator: Simulator;
let binaryData: BinaryStore;

useSimulator((started) => (simulator = started));
beforeAll(async () => {
	binaryData = await useBinaryData('filesystem');
});
afterAll(async () => await binaryData.remove());

const bytes = randomBytes(200_000);
const sha256 = createHash('sha256').update(bytes).digest('hex');

function cloning(parameters: INodeParameters = {}) {
	return {
		credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
		parameters: cloneParameters(parameters),
	};
}

async function received() {
	const [request, ...others] = await simulator.requests();
	if (request === undefined || others.length > 0) throw new Error('not exactly one request');
	return { request, parts: request.parts ?? [] };
}

describe('what is sent', () => {
	test('name, model, transcription and clip, in this order, with an exact length', async () => {
		const item = await itemWithFile(bytes, { fileName: 'anna.wav' });
		expect(item.binary?.data?.id).toMatch(/^filesystem-v2:/);
		const { output } = await runNode({
			...cloning({ transcription: 'Hello there' }),
			items: [item],
		});

		const { request, parts } = await received();
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
		await runNode({ ...cloning(), items: [await itemWithFile(bytes)] });
		expect((await received()).parts.map(({ name }) => name)).toEqual(['name', 'model', 'clip']);
	});

	test.each([
		'line\nbreak',
		'windows\r\nbreak',
		'lone\rreturn',
		'  spaces  ',
		'Grüße "mit" 声音 🎙️',
		'--boundary\r\nContent-Disposition: form-data; name="model"\r\n\r\nx',
	])('the text %j arrives exactly', async (text) => {
		await runNode({
			...cloning({ name: text, transcription: text }),
			items: [await itemWithFile(bytes)],
		});
		const { parts } = await received();
		expect(parts.map(({ name }) => name)).toEqual(['name', 'model', 'transcription', 'clip']);
		expect(parts[0]?.value).toBe(text);
		expect(parts[2]?.value).toBe(text);
	});

	test('the file name option replaces the clip’s own', async () => {
		await runNode({
			...cloning({ options: { fileName: '../声音.mp3' } }),
			items: [await itemWithFile(bytes)],
		});
		expect((await received()).parts[2]?.filename).toBe('声音.mp3');
	});

	test('a number as the name is sent as text', async () => {
		await runNode({ ...cloning({ name: '={{ 2026 }}' }), items: [await itemWithFile(bytes)] });
		expect((await received()).parts[0]?.value).toBe('2026');
	});

	test('each item is a voice of its own, paired with its item', async () => {
		const items = await Promise.all(
			['Anna', 'Ben'].map((name) => itemWithFile(bytes, { json: { name } })),
		);
		const { output } = await runNode({ ...cloning({ name: '={{ $json.name }}' }), items });
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Anna', { item: 0 }],
			['Ben', { item: 1 }],
		]);
	});
});

describe('the credential', () => {
	test.each([
		['with the word Bearer', (key: string) => `Bearer ${key}`],
		['in white space', (key: string) => ` \n${key}\t `],
		['with both', (key: string) => `  bearer   ${key} `],
	])('a key pasted %s works', async (_, paste) => {
		const execution = cloning();
		await runNode({
			...execution,
			credential: { ...execution.credential, apiKey: paste(simulator.apiKey) },
			items: [await itemWithFile(bytes)],
		});
		expect((await received()).request.headers.authorization).toBe(`Bearer ${simulator.apiKey}`);
	});

	test('a base URL with a trailing slash works', async () => {
		const execution = cloning();
		await runNode({
			...execution,
			credential: { ...execution.credential, baseUrl: ` ${simulator.baseUrl}// ` },
			items: [await itemWithFile(bytes)],
		});
		expect((await received()).request.status).toBe(200);
	});

	test('a base URL that is no address is refused', async () => {
		const execution = cloning();
		const error = await errorOf({
			...execution,
			credential: { ...execution.credential, baseUrl: 'api.vogent.ai/api' },
			items: [await itemWithFile(bytes)],
		});
		expect(error.message).toBe(
			'The base URL in the Vogent API credential is not a web address [item 0]',
		);
	});
});

describe('finding the clip', () => {
	test('the only other field is used when "data" was left as it is, with one hint', async () => {
		const items = await Promise.all([
			itemWithFile(bytes, { field: 'Clip' }),
			itemWithFile(bytes, { field: 'Clip' }),
		]);
		const { output, hints } = await runNode({ ...cloning(), items });
		expect(output).toHaveLength(2);
		expect(hints).toEqual([
			{
				location: 'outputPane',
				message:
					'The items have no binary field "data". Their only one, "Clip", was used as the clip.',
			},
		]);
	});

	test('an expression may yield the binary object of another item or node', async () => {
		const item = await itemWithFile(bytes, { field: 'Clip' });
		const { hints } = await runNode({
			...cloning({ binaryPropertyName: '={{ $binary.Clip }}' }),
			items: [item],
		});
		expect((await received()).parts[2]).toMatchObject({ sha256, filename: 'clip.wav' });
		expect(hints).toEqual([]);
	});

	test.each([
		['the path', '_files.Clip'],
		['the name', 'Clip'],
		['the untouched default', 'data'],
		['an expression', '={{ $json._files.Clip }}'],
	])('%s finds it in n8n’s combined binary mode', async (_, binaryPropertyName) => {
		const { binary } = await itemWithFile(bytes, { field: 'Clip' });
		await runNode({
			...cloning({ binaryPropertyName }),
			items: [{ json: { _files: binary as never } }],
			settings: { binaryMode: 'combined' },
		});
		expect((await received()).parts[2]).toMatchObject({ sha256, filename: 'clip.wav' });
	});

	test('binary data kept in memory is sent too', async () => {
		const data = bytes.toString('base64');
		await runNode({
			...cloning(),
			items: [{ json: {}, binary: { data: { data, mimeType: 'audio/wav', fileName: 'a.wav' } } }],
		});
		expect((await received()).parts[2]).toMatchObject({ sha256, filename: 'a.wav' });
	});

	test('a clip without a name gets one from its type', async () => {
		const data = bytes.toString('base64');
		await runNode({
			...cloning(),
			items: [{ json: {}, binary: { data: { data, mimeType: 'audio/mpeg' } } }],
		});
		expect((await received()).parts[2]).toMatchObject({ filename: 'clip.mp3' });
	});
});

describe('bad input is refused before anything is sent', () => {
	test.each<[string, INodeParameters, string]>([
		['an empty name', { name: '' }, '"Name" is empty'],
		['a name of spaces', { name: ' \n' }, '"Name" is empty'],
		['a name that is an object', { name: '={{ { a: 1 } }}' }, '"Name" is not a text'],
		['a transcription list', { transcription: '={{ ["a"] }}' }, '"Transcription" is not a text'],
		['another model', { model: 'csm' }, '"Model" is "csm", which is not a voice model'],
		[
			'a missing field',
			{ binaryPropertyName: 'audio' },
			'The item has no binary field "audio"; its binary fields are: "data"',
		],
		[
			'an expression that yields no file',
			{ binaryPropertyName: '={{ { a: 1 } }}' },
			'The expression in "Input Binary Field" does not give a binary field; its binary fields are: "data"',
		],
		[
			'an empty field name',
			{ binaryPropertyName: '' },
			'"Input Binary Field" is empty; its binary fields are: "data"',
		],
	])('%s', async (_, parameters, message) => {
		const error = await errorOf({ ...cloning(parameters), items: [await itemWithFile(bytes)] });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `${message} [item 0]`,
			context: { itemIndex: 0 },
		});
		expect(error.description).toMatch(/\.$/);
		expect(await simulator.requests()).toEqual([]);
	});

	test('an item without any file', async () => {
		const error = await errorOf({ ...cloning(), items: [{ json: {} }] });
		expect(error.message).toBe(
			'The item has no binary field "data"; the item has no binary data [item 0]',
		);
	});

	test('"data" left as it is, and several other fields', async () => {
		const first = await itemWithFile(bytes, { field: 'Clip' });
		const second = await itemWithFile(bytes, { field: 'Photo' });
		const error = await errorOf({
			...cloning(),
			items: [{ json: {}, binary: { ...first.binary, ...second.binary } }],
		});
		expect(error.message).toBe(
			'The item has no binary field "data"; its binary fields are: "Clip", "Photo" [item 0]',
		);
	});

	test.each(['filesystem', 'memory'])('an empty clip in %s', async (store) => {
		const stored = await itemWithFile(Buffer.alloc(0));
		const inMemory = { json: {}, binary: { data: { data: '', mimeType: 'audio/wav' } } };
		const error = await errorOf({
			...cloning(),
			items: [store === 'filesystem' ? stored : inMemory],
		});
		expect(error.message).toBe('The audio clip is empty (0 bytes) [item 0]');
	});

	test('the second of two items is named', async () => {
		const error = await errorOf({
			...cloning({ name: '={{ $json.name }}' }),
			items: [await itemWithFile(bytes, { json: { name: 'Anna' } }), await itemWithFile(bytes)],
		});
		expect(error).toMatchObject({
			message: '"Name" is empty [item 1]',
			context: { itemIndex: 1 },
		});
	});
});

describe('on error', () => {
	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, a bad item is an error and nothing else, a good one is a voice',
		async (onError) => {
			const { output } = await runNode({
				...cloning(),
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
		const error = await errorOf({ ...cloning(), items: [item] });
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
