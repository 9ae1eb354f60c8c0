import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { describe, expect, jest, test } from '@jest/globals';
import { BinaryDataService } from 'n8n-core';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { cloning, onlyRequest } from './support/clone.mts';
import { itemWithFile, runNode, useBinaryStore } from './support/execution.mts';

/** What the node sees in the first bytes of a clip. */
let simulator: Simulator;

useSimulator((started) => (simulator = started));
useBinaryStore();

const fixtures = join(import.meta.dirname, '..', 'fixtures');
const spoken = readFileSync(join(fixtures, 'clip.wav'));
const sentClip = async () => (await onlyRequest(simulator)).parts.at(-1);

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

	test('not where the user has given a file name, or turned the check off', async () => {
		const item = await itemWithFile(spoken, { fileName: 'a.bin', mimeType: 'text/plain' });
		await runNode({ ...cloning(simulator, { options: { fileName: 'mine.bin' } }), items: [item] });
		expect(await sentClip()).toMatchObject({ filename: 'mine.bin', mimeType: 'audio/wav' });
		await simulator.clearRequests();
		await runNode({ ...cloning(simulator, { options: { checkClip: false } }), items: [item] });
		expect(await sentClip()).toMatchObject({ filename: 'a.bin', mimeType: 'text/plain' });
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
