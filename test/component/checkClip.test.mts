import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { describe, expect, jest, test } from '@jest/globals';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { cloning, onlyRequest } from './support/clone.mts';
import { errorOf, itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

/** What the node sees in the first bytes of a clip. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const spoken = readFileSync(join(fixtures, 'clip.wav'));
const sentClip = async () => (await onlyRequest(simulator)).parts.at(-1);

/** The item with its bytes in memory, as n8n keeps them where it has no storage. */
function inMemory(bytes: Buffer, fileName: string): INodeExecutionData {
	const data = { data: bytes.toString('base64'), mimeType: 'application/octet-stream', fileName };
	return { json: {}, binary: { data } };
}

/** Matroska can be anything: it is sent as it is. */
const recognized = readdirSync(join(fixtures, 'formats')).filter((file) => !file.endsWith('.mka'));

describe('a file type that says nothing is filled in', () => {
	test.each(recognized)('%s', async (file) => {
		const bytes = readFileSync(join(fixtures, 'formats', file));
		const item = await itemWithFile(bytes, {
			fileName: 'clip',
			mimeType: 'application/octet-stream',
		});
		await runNode({ ...cloning(simulator), items: [item] });
		const clip = await sentClip();
		expect(clip?.mimeType).toMatch(/^audio\//);
		expect(clip?.filename).toMatch(/^clip\.\w+$/);
		expect(clip?.size).toBe(bytes.length);
	});

	test('also where n8n keeps the file in memory', async () => {
		await runNode({ ...cloning(simulator), items: [inMemory(spoken, 'upload.bin')] });
		expect(await sentClip()).toMatchObject({
			filename: 'upload.wav',
			mimeType: 'audio/wav',
			size: spoken.length,
		});
	});

	test('not where the user has given a file name, or turned the check off', async () => {
		const item = await itemWithFile(spoken, { fileName: 'a.bin', mimeType: 'text/plain' });
		await runNode({ ...cloning(simulator, { options: { fileName: 'mine.bin' } }), items: [item] });
		expect(await sentClip()).toMatchObject({ filename: 'mine.bin', mimeType: 'audio/wav' });
		await simulator.clearRequests();
		await runNode({ ...cloning(simulator, { options: { checkClip: false } }), items: [item] });
		expect(await sentClip()).toMatchObject({ filename: 'a.bin', mimeType: 'text/plain' });
	});
});

describe('what is plainly not audio is refused', () => {
	test.each([
		['<!DOCTYPE html><title>Not found</title>', 'a web page (HTML)'],
		['{"error":"no such file"}', 'JSON'],
		['%PDF-1.7\n%\u00e2\u00e3', 'a PDF document'],
		['Hello, this is Anna.', 'text'],
	])('%j', async (content, looksLike) => {
		const item = await itemWithFile(Buffer.from(content, 'latin1'));
		const error = await errorOf({ ...cloning(simulator), items: [item] });
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: `The clip is not audio: it looks like ${looksLike} [item 0]`,
		});
		expect(error.description).toContain('turn off "Check Clip"');
		expect(await simulator.requests()).toEqual([]);
	});

	test('unless the check is off', async () => {
		const item = await itemWithFile(Buffer.from('Hello'));
		await runNode({ ...cloning(simulator, { options: { checkClip: false } }), items: [item] });
		expect((await sentClip())?.size).toBe(5);
	});
});

test('the file is opened once for the check and the upload, and again for another try', async () => {
	const opened = jest.spyOn(Container.get(BinaryDataService), 'getAsStream');
	const items = [await itemWithFile(spoken)];
	await runNode({ ...cloning(simulator), items });
	expect(opened).toHaveBeenCalledTimes(1);
	await simulator.plan({
		path: '/voices/clone',
		status: 503,
		headers: { 'retry-after': '0' },
		times: 2,
	});
	await runNode({ ...cloning(simulator), items });
	expect(opened).toHaveBeenCalledTimes(4);
	opened.mockRestore();
});

test('a voice that exists is used without opening the file', async () => {
	const opened = jest.spyOn(Container.get(BinaryDataService), 'getAsStream');
	await simulator.seedVoices([{ name: 'Anna' }]);
	await runNode({
		...cloning(simulator, { options: { ifNameExists: 'reuse' } }),
		items: [await itemWithFile(spoken)],
	});
	expect(opened).not.toHaveBeenCalled();
	opened.mockRestore();
});
