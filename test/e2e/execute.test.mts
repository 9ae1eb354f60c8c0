import { createHash } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import type { N8nHome } from '../n8n/home.mts';
import { binaryDataMode } from '../n8n/lines.mts';
import type { Simulator } from '../simulator/client.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { newVoices } from './support/voices.mts';
import {
	credential,
	fixtures,
	node,
	readFiles,
	sink,
	start,
	vogentNode,
	workflow,
} from './support/workflows.mts';

jest.setTimeout(240_000);

let n8n: RunningN8n;
let simulator: Simulator;
let home: N8nHome;
const clip = join(fixtures, 'clip.wav');

beforeAll(async () => {
	n8n = await shareN8n();
	({ simulator, home } = n8n);
	const bothNames = join(home.files, 'anna.*');
	await copyFile(clip, join(home.files, 'anna.wav'));
	await copyFile(join(fixtures, 'clip.mp3'), join(home.files, 'anna.mp3'));
	await writeFile(join(home.files, 'empty.wav'), '');

	const { baseUrl } = simulator;
	await n8n.addCredentials([
		credential({ baseUrl, apiKey: 'wrong-key-9876' }, 'wrong-credential'),
		credential({ baseUrl, apiKey: '={{ "key-of-" + $json.fileName }}' }, 'own-credentials'),
	]);
	// One item with a clip, one without: dropping the file of the second.
	const oneGoodOneBad = node(
		'Drop',
		'n8n-nodes-base.code',
		{
			jsCode:
				'return $input.all().map((item, index) => index === 1 ? { json: { bad: true }, pairedItem: index } : item);',
		},
		{ typeVersion: 2 },
	);
	const failing = (id: string, onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
		workflow(
			id,
			[start(), readFiles(bothNames), oneGoodOneBad, vogentNode({}, { onError })],
			onError === 'continueErrorOutput' ? [sink('Good'), sink('Bad')] : [sink('Good')],
		);
	await n8n.addWorkflows([
		workflow('one-file', [
			start(),
			readFiles(clip),
			vogentNode({ transcription: await readFile(join(fixtures, 'clip.txt'), 'utf8') }),
			sink('After'),
		]),
		workflow('two-files', [
			start(),
			readFiles(bothNames),
			vogentNode({ name: '={{ $json.fileName }}' }),
		]),
		workflow('wrong-key', [
			start(),
			readFiles(clip),
			vogentNode(
				{},
				{ credentials: { vogentApi: { id: 'wrong-credential', name: 'Vogent API' } } },
			),
		]),
		workflow('own-keys', [
			start(),
			readFiles(bothNames),
			vogentNode(
				{ name: '={{ $json.fileName }}', options: { ifNameExists: 'reuse' } },
				{
					credentials: { vogentApi: { id: 'own-credentials', name: 'Vogent API' } },
					onError: 'continueRegularOutput',
				},
			),
		]),
		workflow('no-clip', [start(), vogentNode()]),
		workflow('empty-clip', [start(), readFiles(join(home.files, 'empty.wav')), vogentNode()]),
		workflow('earlier-node', [
			start(),
			readFiles(clip),
			node(
				'Text only',
				'n8n-nodes-base.set',
				{ options: {}, include: 'none' },
				{ typeVersion: 3.4 },
			),
			vogentNode({ binaryPropertyName: "={{ $('Files').item.binary.data }}" }),
		]),
		{
			...workflow('combined', [start(), readFiles(clip), vogentNode()]),
			settings: { executionOrder: 'v1', binaryMode: 'combined' },
		},
		workflow(
			'refused',
			[start(), readFiles(clip), vogentNode({}, { onError: 'continueErrorOutput' })],
			[sink('Good'), sink('Bad')],
		),
		failing('stop'),
		failing('continue', 'continueRegularOutput'),
		failing('error-output', 'continueErrorOutput'),
	]);
});
afterEach(async () => await simulator.reset());
afterAll(async () => {
	await n8n.close();
});

describe('n8n execute', () => {
	test('a file on disk becomes a voice, whose JSON goes on to the next node', async () => {
		const execution = await home.execute(n8n.idOf('one-file'));
		const [voice] = await newVoices(simulator);
		expect(execution.error).toBeUndefined();
		expect(voice).toMatchObject({ name: 'Anna' });
		expect(execution.output('After')).toEqual([[{ json: voice, pairedItem: { item: 0 } }]]);

		const [request] = await simulator.requests();
		const bytes = await readFile(clip);
		expect(request).toMatchObject({
			contentLength: String(request?.bytesReceived),
			chunked: false,
			parts: [
				{ name: 'name', value: 'Anna' },
				{ name: 'model', value: 'CSM' },
				{ name: 'transcription', value: await readFile(join(fixtures, 'clip.txt'), 'utf8') },
				{
					name: 'clip',
					filename: 'clip.wav',
					mimeType: 'audio/wav',
					size: bytes.length,
					sha256: createHash('sha256').update(bytes).digest('hex'),
				},
			],
		});
	});

	test('two files become two voices, in order and paired', async () => {
		const execution = await n8n.run('two-files');
		const [items] = execution.output('Vogent');
		expect(items?.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['anna.mp3', { item: 0 }],
			['anna.wav', { item: 1 }],
		]);
		expect(await newVoices(simulator)).toHaveLength(2);
		const requests = await simulator.requests();
		// They are sent at the same time, so either may arrive first.
		const sent = requests.map(({ parts }) => [parts?.at(0)?.value, parts?.at(-1)?.mimeType]);
		expect(sent.sort()).toEqual([
			['anna.mp3', 'audio/mpeg'],
			['anna.wav', 'audio/wav'],
		]);
	});

	test('a wrong key ends with an error that says what to do and does not show the key', async () => {
		const execution = await home.execute(n8n.idOf('wrong-key'));
		expect(execution).toMatchObject({
			status: 'error',
			error: { name: 'NodeApiError', httpCode: '401', node: { name: 'Vogent' } },
		});
		expect(execution.error?.description).toMatch(/paste the key again/);
		expect(JSON.stringify(execution.data)).not.toContain('wrong-key-9876');
		expect(execution.process.log).not.toContain('wrong-key-9876');
		expect(await simulator.requests()).toHaveLength(1);
	});

	test('a key that an expression gives is that of each item', async () => {
		await n8n.run('own-keys');
		const keys = (await simulator.requests()).map(({ headers }) => headers.authorization);
		expect(keys.sort()).toEqual(['Bearer key-of-anna.mp3', 'Bearer key-of-anna.wav']);
	});

	test('a missing clip ends with an error that names the item and the field', async () => {
		const { error } = await n8n.run('no-clip');
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'The item has no binary field "data"; the item has no binary data [item 0]',
			context: { itemIndex: 0 },
		});
		expect(await simulator.requests()).toEqual([]);
	});

	test('an empty file is refused before anything is sent', async () => {
		const { error } = await n8n.run('empty-clip');
		expect(error?.message).toMatch(/^The audio clip is empty/);
		expect(await simulator.requests()).toEqual([]);
	});

	test('the file of an earlier node is reached by an expression', async () => {
		const execution = await n8n.run('earlier-node');
		expect(execution.error).toBeUndefined();
		expect(await newVoices(simulator)).toHaveLength(1);
	});

	test('the file is found in n8n’s combined binary mode, where the field is not "data"', async () => {
		const execution = await n8n.run('combined');
		expect(execution.error).toBeUndefined();
		const files = { data: { mimeType: 'audio/wav' } };
		expect(execution.output('Files')[0]?.[0]).toMatchObject(
			// What n8n keeps in memory stays where it is in the other mode.
			binaryDataMode === 'default' ? { binary: files } : { json: { _files: files } },
		);
		expect(await newVoices(simulator)).toHaveLength(1);
	});

	test('an error of the API goes to the error output, with its own message', async () => {
		await simulator.plan({ path: '/voices/clone', status: 422, body: { message: 'too short' } });
		const execution = await n8n.run('refused');
		expect(execution.status).toBe('success');
		expect(execution.output('Good')).toEqual([]);
		expect(execution.output('Bad')[0]?.[0]?.json.error).toBe('too short [item 0]');
	});
});

describe('one good and one bad item', () => {
	const bad = {
		json: { error: 'The item has no binary field "data"; the item has no binary data [item 1]' },
		pairedItem: { item: 1 },
	};

	test('Stop Workflow: the execution fails, naming the bad one', async () => {
		const execution = await n8n.run('stop');
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toBe(bad.json.error);
		expect(execution.output('Good')).toEqual([]);
	});

	test('Continue: both go on, the bad one as its error and nothing else', async () => {
		const execution = await n8n.run('continue');
		const [voice] = await newVoices(simulator);
		expect(execution.output('Vogent')).toEqual([[{ json: voice, pairedItem: { item: 0 } }, bad]]);
	});

	test('Continue (using error output): each goes its own way', async () => {
		const execution = await n8n.run('error-output');
		const [voice] = await newVoices(simulator);
		const [good, wrong] = execution.output('Vogent');
		expect(good).toEqual([{ json: voice, pairedItem: { item: 0 } }]);
		// The node's item is the error alone; on this output, n8n itself adds the fields of the input item.
		expect(wrong).toEqual([{ ...bad, json: { ...bad.json, bad: true } }]);
		expect(execution.output('Good')[0]?.[0]?.json).toEqual(voice);
		expect(execution.output('Bad')[0]?.map(({ json }) => json)).toEqual([
			{ ...bad.json, bad: true },
		]);
	});
});
