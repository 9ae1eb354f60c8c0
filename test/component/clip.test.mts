import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning, onlyRequest, sha256 } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

describe('finding the clip', () => {
	test('the only other field is used when "data" was left as it is, with one hint', async () => {
		const items = await Promise.all([
			itemWithFile(bytes, { field: 'Clip' }),
			itemWithFile(bytes, { field: 'Clip' }),
		]);
		const { output, hints } = await runNode({ ...cloning(simulator), items });
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
			...cloning(simulator, { binaryPropertyName: '={{ $binary.Clip }}' }),
			items: [item],
		});
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ sha256, filename: 'clip.wav' });
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
			...cloning(simulator, { binaryPropertyName }),
			items: [{ json: { _files: binary as never } }],
			settings: { binaryMode: 'combined' },
		});
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ sha256, filename: 'clip.wav' });
	});

	test('binary data kept in memory is sent too', async () => {
		const data = bytes.toString('base64');
		await runNode({
			...cloning(simulator),
			items: [{ json: {}, binary: { data: { data, mimeType: 'audio/wav', fileName: 'a.wav' } } }],
		});
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ sha256, filename: 'a.wav' });
	});

	test.each([undefined, 'combined'] as const)(
		'a data: URI is sent without its prefix (%s)',
		async (binaryMode) => {
			const data = `data:audio/wav;base64,${bytes.toString('base64')}`;
			const binary = { data: { data, mimeType: 'audio/wav', fileName: 'a.wav' } };
			await runNode({
				...cloning(simulator),
				items: [{ json: {}, binary }],
				settings: { binaryMode },
			});
			expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ sha256, filename: 'a.wav' });
		},
	);

	test('a field name with a space around it is found', async () => {
		await runNode({
			...cloning(simulator, { binaryPropertyName: ' Clip ' }),
			items: [await itemWithFile(bytes, { field: 'Clip' })],
		});
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ sha256 });
	});

	test('odd names and types, as a Code node may give them, are sent as well as can be', async () => {
		const data = bytes.toString('base64');
		const odd = { data, mimeType: null, fileName: 7, id: '' };
		await runNode({ ...cloning(simulator), items: [{ json: {}, binary: { data: odd as never } }] });
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({
			sha256,
			filename: '7.wav',
			mimeType: 'audio/wav',
		});
	});

	test('a clip without a name gets one from its type', async () => {
		const data = bytes.toString('base64');
		await runNode({
			...cloning(simulator),
			items: [{ json: {}, binary: { data: { data, mimeType: 'audio/mpeg' } } }],
		});
		expect((await onlyRequest(simulator)).parts[2]).toMatchObject({ filename: 'clip.mp3' });
	});
});

describe('bad input is refused before anything is sent', () => {
	test.each<[string, INodeParameters, string]>([
		['an empty name', { name: '' }, '"Name" is empty'],
		['a name of spaces', { name: ' \n' }, '"Name" is empty'],
		['a name that is an object', { name: '={{ { a: 1 } }}' }, '"Name" is not text'],
		['a transcription list', { transcription: '={{ ["a"] }}' }, '"Transcription" is not text'],
		['a file name list', { options: { fileName: '={{ ["a"] }}' } }, '"File Name" is not text'],
		['no model', { model: '={{ $json.model }}' }, '"Model" is empty'],
		['another model', { model: 'csm' }, '"Model" cannot be "csm"'],
		[
			'a long model',
			{ model: 'ENOENT'.repeat(50_000) },
			`"Model" cannot be "${'E-NOENT'.repeat(7)}…"`,
		],
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
		const error = await errorOf({
			...cloning(simulator, parameters),
			items: [await itemWithFile(bytes)],
		});
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `${message} [item 0]`,
			context: { itemIndex: 0 },
		});
		expect(error.description).toMatch(/\.$/);
		expect(await simulator.requests()).toEqual([]);
	});

	test.each([
		['a word that names the storage', 'filesystem-v2'],
		['the id of a stored file', 'filesystem-v2:workflows/a/executions/1/binary_data/b'],
		['a text that is no Base64', 'RIFF\u00a4>'],
	])('%s in place of a file', async (_, data) => {
		const error = await errorOf({
			...cloning(simulator),
			items: [{ json: {}, binary: { data: { data, mimeType: 'audio/wav', fileName: 'a.wav' } } }],
		});
		expect(error.message).toBe('The binary field "data" does not hold a file [item 0]');
		expect(error.description).toContain('pass the whole binary object of a stored file on');
		expect(await simulator.requests()).toEqual([]);
	});

	test('an item without any file', async () => {
		const error = await errorOf({ ...cloning(simulator), items: [{ json: {} }] });
		expect(error.message).toBe(
			'The item has no binary field "data"; the item has no binary data [item 0]',
		);
	});

	test.each([
		[
			['n8n-nodes-base.formTrigger'],
			'The form was sent without a file. Make its file element required.',
		],
		[
			['n8n-nodes-base.formTrigger', 'n8n-nodes-base.httpRequest'],
			'To get a file from the HTTP Request node, set its "Response Format" to "File".',
		],
		[
			['n8n-nodes-base.webhook'],
			'The request to the Webhook node had no file. Send it as multipart/form-data.',
		],
		[
			['n8n-nodes-base.manualTrigger'],
			'Cloning needs an audio clip. Put a node in front that gives a file',
		],
	])('an item without any file behind %j: %s', async (inFront, advice) => {
		const error = await errorOf({ ...cloning(simulator), items: [{ json: {} }], inFront });
		expect(error.description).toContain(advice);
	});

	test('"data" left as it is, and several other fields', async () => {
		const first = await itemWithFile(bytes, { field: 'Clip' });
		const second = await itemWithFile(bytes, { field: 'Photo' });
		const error = await errorOf({
			...cloning(simulator),
			items: [{ json: {}, binary: { ...first.binary, ...second.binary } }],
		});
		expect(error.message).toBe(
			'The item has no binary field "data"; its binary fields are: "Clip", "Photo" [item 0]',
		);
	});

	test.each<[string, object]>([
		['neither bytes nor id', { data: { mimeType: 'audio/wav' } }],
		['text instead of a file', { data: 'a text' }],
		['nothing', { data: null }],
	])('a binary field with %s', async (_, binary) => {
		const error = await errorOf({
			...cloning(simulator),
			items: [{ json: {}, binary: binary as never }],
		});
		expect(error.message).toContain('The binary field "data" does not hold a file');
		expect(error.description).toBeTruthy();
		expect(await simulator.requests()).toEqual([]);
	});

	test.each(['constructor', '__proto__', 'toString'])('no field is called %s', async (name) => {
		const error = await errorOf({
			...cloning(simulator, { binaryPropertyName: name }),
			items: [await itemWithFile(bytes)],
		});
		expect(error.message).toContain('"data" [item 0]');
		expect(await simulator.requests()).toEqual([]);
	});

	test('JSON that only looks like a stored file is none', async () => {
		const { binary } = await itemWithFile(bytes);
		const error = await errorOf({
			...cloning(simulator),
			items: [{ json: { _files: binary as never } }],
		});
		expect(error.message).toContain('the item has no binary data');
		expect(await simulator.requests()).toEqual([]);
	});

	test.each(['filesystem', 'memory'])('an empty clip in %s', async (store) => {
		const stored = await itemWithFile(Buffer.alloc(0));
		const inMemory = { json: {}, binary: { data: { data: '', mimeType: 'audio/wav' } } };
		const error = await errorOf({
			...cloning(simulator),
			items: [store === 'filesystem' ? stored : inMemory],
		});
		expect(error.message).toBe('The audio clip is empty (0 bytes) [item 0]');
	});

	test('the second of two items is named', async () => {
		const error = await errorOf({
			...cloning(simulator, { name: '={{ $json.name }}' }),
			items: [await itemWithFile(bytes, { json: { name: 'Anna' } }), await itemWithFile(bytes)],
		});
		expect(error).toMatchObject({
			message: '"Name" is empty [item 1]',
			context: { itemIndex: 1 },
		});
	});
});
