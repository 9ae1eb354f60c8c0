import { describe, expect, jest, test } from '@jest/globals';
import type { INodeExecutionData, IWorkflowSettings } from 'n8n-workflow';

import { findClip } from '../../nodes/Vogent/clip/findClip.ts';
import { createContext, itemWithFile, useBinaryStore } from '../component/support/execution.mts';
import { itemRunOf, useContexts } from './support/item.mts';

useContexts();

useBinaryStore();

const audio = Buffer.from('RIFF and more');
const inMemory = (fileName = 'clip.wav') => ({
	data: audio.toString('base64'),
	mimeType: 'audio/wav',
	fileName,
});

async function find(
	item: INodeExecutionData,
	field: unknown = 'data',
	settings?: IWorkflowSettings,
) {
	const base = await itemRunOf();
	const items = [{ json: {} }, item];
	const context = await createContext({
		parameters: { binaryPropertyName: field as string },
		items,
		credential: { baseUrl: '', apiKey: '' },
		settings,
	});
	const debug = jest.fn();
	const logger = { value: { ...context.logger, debug } };
	const run = {
		...base,
		itemIndex: 1,
		context: Object.create(context, { logger }) as typeof context,
	};
	const clip = await findClip(run).catch((error: unknown) => ({ error }));
	return { clip, debug, hints: base.hints.all().map(({ message }) => message) };
}

async function contentOf(clip: Awaited<ReturnType<typeof find>>['clip']): Promise<string> {
	if ('error' in clip) throw clip.error;
	const chunks: Uint8Array[] = [];
	for await (const chunk of await clip.open()) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

const stored = async (field = 'data') => await itemWithFile(audio, { field });

describe('the clip of an item', () => {
	test('is streamed from n8n’s storage', async () => {
		const { clip, hints } = await find(await stored());
		expect(clip).toMatchObject({ fileName: 'clip.wav', mimeType: 'audio/wav', size: 13 });
		expect(clip).toMatchObject({ fallbackName: 'clip.wav' });
		expect(await contentOf(clip)).toBe('RIFF and more');
		expect(hints).toEqual([]);
	});

	test('is taken from memory where n8n has it there', async () => {
		const { clip } = await find({ json: {}, binary: { data: { ...inMemory(), id: '' } } });
		expect(clip).toMatchObject({ fileName: 'clip.wav', mimeType: 'audio/wav', size: 13 });
		expect(await contentOf(clip)).toBe('RIFF and more');
		expect(await contentOf(clip)).toBe('RIFF and more');
	});

	test('needs nothing but its place in n8n’s storage', async () => {
		const { binary } = await stored();
		const place = { id: binary?.data?.id, mimeType: 'audio/wav' };
		const { clip } = await find({ json: {}, binary: { data: place as never } });
		expect(await contentOf(clip)).toBe('RIFF and more');
	});

	test('may have no name and no type', async () => {
		const odd = { data: audio.toString('base64'), mimeType: null, fileName: undefined };
		const { clip } = await find({ json: {}, binary: { data: odd as never } });
		expect(clip).toMatchObject({ fileName: '', fallbackName: 'clip', mimeType: '' });
		const { clip: numbered } = await find({
			json: {},
			binary: { data: { ...inMemory(), fileName: 7 as never, mimeType: 8 as never } },
		});
		expect(numbered).toMatchObject({ fileName: '7', mimeType: '8' });
	});

	test('is found by the name of its field, with spaces around it or not', async () => {
		const binary = { Clip: inMemory('a.wav'), data: inMemory('b.wav') };
		for (const field of ['Clip', ' Clip ']) {
			const { clip, hints } = await find({ json: {}, binary }, field);
			expect(clip).toMatchObject({ fileName: 'a.wav' });
			expect(hints).toEqual([]);
		}
	});

	test('is the only field where "data" was left as it is, with a hint', async () => {
		const { clip, hints } = await find({ json: {}, binary: { Clip: inMemory() } });
		expect(clip).toMatchObject({ fileName: 'clip.wav' });
		expect(hints).toEqual([
			'The items have no binary field "data". Their only one, "Clip", was used as the clip.',
		]);
	});

	test('may be a binary object of another item', async () => {
		const { clip, hints } = await find({ json: {} }, inMemory('other.wav'));
		expect(clip).toMatchObject({ fileName: 'other.wav', size: 13 });
		expect(hints).toEqual([]);
	});
});

describe('in n8n’s combined binary mode', () => {
	const combined = { binaryMode: 'combined' as const };
	const item = (files: object): INodeExecutionData => ({ json: { _files: files as never } });

	test.each(['Clip', '_files.Clip', 'data'])('%s finds the clip', async (field) => {
		const { clip } = await find(item({ Clip: inMemory() }), field, combined);
		expect(clip).toMatchObject({ fileName: 'clip.wav', size: 13 });
	});

	test('the name of a field may have a dot', async () => {
		const { clip } = await find(item({ 'my.clip': inMemory(), other: {} }), 'my.clip', combined);
		expect(clip).toMatchObject({ fileName: 'clip.wav' });
	});

	test('files that n8n keeps in memory are not in the JSON', async () => {
		const both = { json: { _files: { other: inMemory() } as never }, binary: { Clip: inMemory() } };
		const { clip } = await find(both, 'Clip', combined);
		expect(clip).toMatchObject({ fileName: 'clip.wav', size: 13 });
	});

	test('an item may have no files, or none may be there at all', async () => {
		for (const nothing of [item({}), { json: {} }]) {
			const { clip } = await find(nothing, 'data', combined);
			expect(clip).toMatchObject({
				error: { message: 'The item has no binary field "data"; the item has no binary data' },
			});
		}
	});

	test('JSON that only looks like it is no clip in the other modes', async () => {
		const { clip } = await find(item({ data: inMemory() }));
		expect(clip).toMatchObject({
			error: { message: 'The item has no binary field "data"; the item has no binary data' },
		});
	});
});

describe('an item without a clip', () => {
	const two = { json: {}, binary: { Clip: inMemory(), Photo: inMemory() } };
	const put = 'Set "Input Binary Field" to the field that has the audio clip.';

	test.each([
		['data', 'The item has no binary field "data"; its binary fields are: "Clip", "Photo"'],
		['audio', 'The item has no binary field "audio"; its binary fields are: "Clip", "Photo"'],
		['', '"Input Binary Field" is empty; its binary fields are: "Clip", "Photo"'],
		['  ', '"Input Binary Field" is empty; its binary fields are: "Clip", "Photo"'],
		[
			{ a: 1 },
			'The expression in "Input Binary Field" does not give a binary field; its binary fields are: "Clip", "Photo"',
		],
	])('field %j: %s', async (field, message) => {
		const { clip } = await find(two, field);
		expect(clip).toMatchObject({
			error: { name: 'NodeOperationError', message, description: put, context: { itemIndex: 1 } },
		});
	});

	test('is not found by what is in it: the error says what the field wants, with its beginning alone', async () => {
		const base64 = Buffer.alloc(192_000, 'RIFF').toString('base64');
		const { clip } = await find(two, base64);
		expect(clip).toMatchObject({
			error: {
				message: `"Input Binary Field" takes the name of a binary field, not "${base64.slice(0, 49)}…" (the Convert to File node makes a file of Base64); its binary fields are: "Clip", "Photo"`,
			},
		});
	});

	test('is told of the first of its many fields', async () => {
		const fields = Array.from(
			{ length: 500 },
			(_, index) => [`field ${index}`, inMemory()] as const,
		);
		const { clip } = await find({ json: {}, binary: Object.fromEntries(fields) }, 'audio');
		expect(String('error' in clip && clip.error)).toMatch(/^.{100,300}, "field 19", and 480 more$/);
	});

	test('has one other field, which is not used where another name was given', async () => {
		const { clip, hints } = await find({ json: {}, binary: { Clip: inMemory() } }, 'audio');
		expect(clip).toMatchObject({
			error: { message: 'The item has no binary field "audio"; its binary fields are: "Clip"' },
		});
		expect(hints).toEqual([]);
	});

	test('has no file at all', async () => {
		const { clip, debug } = await find({ json: {} });
		expect(clip).toMatchObject({
			error: {
				message: 'The item has no binary field "data"; the item has no binary data',
				description:
					'Cloning needs an audio clip. Put a node in front that gives a file, such as Form Trigger, Webhook, HTTP Request or Read/Write Files from Disk.',
			},
		});
		expect(debug).toHaveBeenCalledWith(
			expect.stringMatching(/^Vogent: n8n found no file: NodeOperationError: /),
		);
	});

	test.each([
		['neither bytes nor id', { mimeType: 'audio/wav' }],
		['an empty id', { mimeType: 'audio/wav', id: '' }],
		['an id that is no text', { mimeType: 'audio/wav', id: 7 }],
		['bytes that are no text', { mimeType: 'audio/wav', data: 7 }],
		['text instead', 'a text'],
		['nothing', null],
	])('has a field with %s', async (_name, data) => {
		const { clip } = await find({ json: {}, binary: { data: data as never } });
		expect(clip).toMatchObject({
			error: {
				message: 'The binary field "data" does not hold a file; its binary fields are: "data"',
				description: put,
			},
		});
	});

	test.each([
		['data', 'The binary field "data" does not hold a file'],
		[
			'={{ ({ data: "no Base64!", mimeType: "audio/wav" }) }}',
			'The expression in "Input Binary Field" does not give a file',
		],
	])('has text that is no Base64: %s', async (field, message) => {
		const item = { json: {}, binary: { data: { ...inMemory(), data: 'no Base64!' } } };
		const { clip } = await find(item, field);
		expect(clip).toMatchObject({
			error: {
				message,
				description:
					'Its "data" is no Base64, and it has no "id". In a Code node, encode the bytes as Base64, or pass the whole binary object of a stored file on.',
				context: { itemIndex: 1 },
			},
		});
	});

	test('has an empty one', async () => {
		for (const item of [
			{ json: {}, binary: { data: { ...inMemory(), data: '' } } },
			await itemWithFile(Buffer.alloc(0)),
		]) {
			const { clip } = await find(item);
			expect(clip).toMatchObject({
				error: {
					message: 'The audio clip is empty (0 bytes)',
					description:
						'Check the node that produces the clip: the upload or download may have failed.',
					context: { itemIndex: 1 },
				},
			});
		}
	});

	test('has one that n8n has deleted', async () => {
		const { binary } = await stored();
		const gone = { ...binary?.data, id: `${binary?.data?.id}x`, data: 'filesystem-v2' };
		const { clip } = await find({ json: {}, binary: { data: gone as never } });
		expect(clip).toMatchObject({
			error: { message: 'The file could not be read', context: { itemIndex: 1 } },
		});
	});
});
