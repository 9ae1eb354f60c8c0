import { appendFile, rm, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { expect, test } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import type { BinaryStore } from '../support/binaryStore.mts';
import { bytes, cloning } from './support/clone.mts';
import { errorOf, itemWithFile, useBinaryStore } from './support/execution.mts';

let simulator: Simulator;
let binaryData: BinaryStore;

useSimulator((started) => (simulator = started));
useBinaryStore((started) => (binaryData = started));

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

/** Where n8n keeps the item's file. */
function storedFile(item: INodeExecutionData): string {
	const id = item.binary?.data?.id ?? '';
	return join(binaryData.directory, id.replace('filesystem-v2:', ''));
}
