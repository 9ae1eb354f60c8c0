import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { Container } from '@n8n/di';
import { describe, expect, test } from '@jest/globals';
import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';

import { useFastClock } from './support/fastClock.mts';
import { chosen } from './support/operate.mts';
import { errorOf, runNode, useBinaryStore, type Execution } from './support/execution.mts';
import { useLocalServer } from '../support/service.mts';
import { deliverTo } from './support/trigger.mts';

/** Files that come from the service: what is none, or not all of one, does not go on as one. */
const wav = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'clip.wav'));
const mp3 = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'clip.mp3'));

let store = '';
let answer: (response: ServerResponse) => void;
let asked = 0;

useFastClock();
useBinaryStore(({ directory }) => (store = directory));
const server = useLocalServer(({ url }, _, response) => {
	if (url?.startsWith('/api/dials/')) {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ id: 'd', recordings: [{ url: `${server.baseUrl}/file` }] }));
		return;
	}
	asked++;
	answer(response);
});

const execution = (parameters: INodeParameters): Execution => ({
	credential: { apiKey: 'key', baseUrl: server.baseUrl },
	parameters: { ...parameters, options: { maxTries: 1, ...(parameters.options as object) } },
});
const downloading = (options: INodeParameters = {}) =>
	execution({ resource: 'call', operation: 'downloadRecording', dialId: 'd', options });
const speaking = (options: INodeParameters = {}) =>
	execution({
		resource: 'speech',
		operation: 'synthesize',
		text: 'Hello',
		voiceId: chosen('v'),
		options,
	});

/** The files in n8n's store, of whatever execution. */
async function kept(): Promise<string[]> {
	const entries = await readdir(store, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

const sending =
	(body: Uint8Array | string, headers: Record<string, string> = {}, status = 200) =>
	(response: ServerResponse) => {
		response.writeHead(status, { 'content-type': 'audio/wav', ...headers });
		response.end(body);
	};

const halfOf = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);
const page = '<!doctype html><title>Sign in</title>';
const compressed = { 'content-encoding': 'gzip' };

describe('what is no file', () => {
	test.each<[string, (response: ServerResponse) => void, string]>([
		['nothing', sending(''), 'it is empty'],
		['204', sending('', {}, 204), 'its status is 204 instead of 200'],
		['206', sending(halfOf(wav), {}, 206), 'its status is 206 instead of 200'],
		['a page that is called audio', sending(page), 'it looks like a web page (HTML)'],
		['JSON that is called audio', sending('{"error":"soon"}'), 'it looks like JSON'],
		[
			'a text that is called one',
			sending('ok', { 'content-type': 'text/plain' }),
			'it is not audio',
		],
		['a cut gzip', sending(halfOf(gzipSync(wav)), compressed), 'its end is missing'],
		[
			'a cut gzip of a format without a length',
			(response) => {
				const cut = halfOf(gzipSync(mp3));
				sending(cut, { ...compressed, 'content-length': String(cut.length) })(response);
			},
			`it has \\d+ bytes instead of ${Math.floor(gzipSync(mp3).length / 2)}`,
		],
		['half a WAV file', sending(halfOf(wav)), 'its end is missing'],
		[
			'an image in a long answer',
			sending(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200_000)])),
			'it looks like a PNG image',
		],
	])('%s is an error, and nothing is kept', async (_, planned, reason) => {
		answer = planned;
		const message = new RegExp(
			`^Vogent did not send a usable file: ${reason.replace(/[()]/g, '\\$&')} \\[item 0\\]$`,
		);
		for (const execution of [downloading(), speaking()]) {
			const error = await errorOf(execution);
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: expect.stringMatching(message),
			});
		}
		expect(await kept()).toEqual([]);
	});

	test('is a recordingError in the trigger, which goes on', async () => {
		answer = sending(page);
		const parameters = {
			events: ['dial.recording_created'],
			options: { downloadRecording: true },
		};
		const recording_url = `${server.baseUrl}/file`;
		const { given } = await deliverTo(
			{ parameters, credential: { apiKey: 'key', baseUrl: server.baseUrl } },
			{ body: { event: 'dial.recording_created', payload: { dial_id: 'd', recording_url } } },
		);
		expect(given.workflowData?.[0]?.[0]).toEqual({
			json: {
				dialId: 'd',
				event: 'dial.recording_created',
				recording_url,
				recordingError: 'Vogent did not send a usable file: it looks like a web page (HTML)',
			},
		});
		expect(await kept()).toEqual([]);
	});
});

test('a recording that is cut off is asked for again; speech, which costs money, is not', async () => {
	let calls = 0;
	answer = (response) => sending(calls++ === 0 ? halfOf(wav) : wav)(response);
	asked = 0;
	const { output } = await runNode(downloading({ maxTries: 2 }));
	expect(output[0]?.json.fileSize).toBe(wav.length);
	expect(asked).toBe(2);
	answer = sending(halfOf(wav));
	asked = 0;
	const error = await errorOf(speaking({ maxTries: 2 }));
	expect(error.description).toContain('Vogent may charge for it all the same.');
	expect(asked).toBe(1);
});

describe('the size', () => {
	const endless = (response: ServerResponse) => {
		response.writeHead(200, { 'content-type': 'audio/mpeg' });
		const more = () => {
			while (response.write(mp3));
		};
		response.on('drain', more);
		more();
	};

	test.each<[string, (response: ServerResponse) => void]>([
		['that never ends', endless],
		['whose header says so', sending('', { 'content-length': '1000001' })],
	])('of a file %s is bounded', async (_, planned) => {
		answer = planned;
		asked = 0;
		const before = (await kept()).length;
		for (const execution of [
			downloading({ maxFileSize: 1, maxTries: 2 }),
			speaking({ maxFileSize: 1 }),
		]) {
			const error = await errorOf(execution);
			expect(error.message).toBe(
				'Vogent did not send a usable file: it is larger than 1 MB, as "Max File Size (MB)" in the options has it [item 0]',
			);
		}
		expect(asked).toBe(2);
		expect(await kept()).toHaveLength(before);
	});
});

test.each([
	['of unknown length', { length: 0xffffffff }],
	['as SoX writes it to a pipe', { length: 0x7ffff000 }],
])('a WAV file %s is whole', async (_, { length }) => {
	const streamed = Buffer.from(wav);
	streamed.writeUInt32LE(length, streamed.indexOf('data') + 4);
	answer = sending(streamed);
	const { output } = await runNode(speaking());
	const binary = output[0]?.binary?.data;
	if (binary === undefined) throw new Error('no file');
	const bytes = await Container.get(BinaryDataService).getAsBuffer(binary);
	expect(bytes.equals(streamed)).toBe(true);
});

test('a whole file that is compressed in spite of what was asked for is taken', async () => {
	answer = sending(gzipSync(wav), compressed);
	const { output } = await runNode(downloading());
	expect(output[0]?.json.fileSize).toBe(wav.length);
});
