import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { bytes, cloning, onlyRequest, sha256 } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

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
