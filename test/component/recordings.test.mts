import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { calling } from './support/call.mts';
import { errorOf, runNode, useBinaryStore } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { bytesOf } from './support/speech.mts';

let simulator: Simulator;
let dialId: string;

useFastClock();
useSimulator((started) => (simulator = started));
useBinaryStore();
beforeEach(async () => {
	await runNode(calling(simulator, 'create'));
	dialId = (await simulator.calls())[0]?.dial.id ?? '';
});

const spoken = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'clip.wav'));
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const downloading = (changes: INodeParameters = {}) =>
	calling(simulator, 'downloadRecording', { dialId, binaryPropertyName: 'data', ...changes });

describe('a recording', () => {
	test.each(['api', 'foreign', 'redirect'] as const)(
		'on the host "%s" is stored with its name, type and size, and the key goes to Vogent alone',
		async (recordingHost) => {
			await simulator.settings({ recordingHost });
			await simulator.advance(60_000);
			const { output } = await runNode(downloading());
			expect(hashOf(await bytesOf(output[0]))).toBe(hashOf(spoken));
			const { mimeType, fileName } = output[0]?.binary?.data ?? {};
			expect(mimeType).toMatch(/^audio\/(x-)?wav$/);
			expect(fileName).toMatch(/\.wav$/);
			expect(output).toEqual([
				{
					json: { dialId, fileName, mimeType, fileSize: spoken.length },
					binary: { data: expect.anything() },
					pairedItem: { item: 0 },
				},
			]);
			const foreign = await simulator.foreignRequests();
			expect(foreign).toHaveLength(recordingHost === 'api' ? 0 : 1);
			expect(JSON.stringify(foreign)).not.toContain(simulator.apiKey);
		},
	);

	test('goes into the field, and under the name, that the user wants', async () => {
		await simulator.advance(60_000);
		const { output } = await runNode(
			downloading({ binaryPropertyName: 'talk', options: { fileName: '../anna.wav' } }),
		);
		expect(output[0]?.binary?.talk?.fileName).toBe('anna.wav');
		expect(output[0]?.json.fileName).toBe('anna.wav');
	});

	test('that is not there yet is an error that says what to wait for', async () => {
		const error = await errorOf(downloading());
		expect(error.message).toBe('The call has no recording [item 0]');
		expect(error.description).toContain('Create and Wait');
	});
});
