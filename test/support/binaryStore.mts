import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Container } from '@n8n/di';
import type * as Core from 'n8n-core';

/** Where n8n-core keeps files, and how to remove it. */
export interface BinaryStore {
	directory: string;
	remove: () => Promise<void>;
}

/**
 * Makes n8n-core keep files in a new folder.
 *
 * @param container the one that belongs to the given n8n-core; it is emptied first
 */
export async function createBinaryStore(
	container: typeof Container,
	{ BinaryDataConfig, BinaryDataService }: typeof Core,
): Promise<BinaryStore> {
	const directory = await mkdtemp(join(tmpdir(), 'vogent-binary-'));
	container.reset();
	container.set(BinaryDataConfig, {
		mode: 'filesystem',
		availableModes: ['filesystem'],
		localStoragePath: directory,
		signingSecret: 'not used here',
		dbMaxFileSize: 512,
	} as Core.BinaryDataConfig);
	await container.get(BinaryDataService).init();
	return { directory, remove: async () => await rm(directory, { recursive: true, force: true }) };
}
