import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
	loadNode,
	loadWorkflow,
	MAX_DESCRIPTION_BYTES,
	ownFiles,
	type Loading,
} from '../../scripts/bench/loading.mts';
import { installTarball, type InstalledPackage } from './support/package.mts';

/** A file takes about 0.2 ms: so many stay below the 40 ms of `npm run bench:load`. */
const MAX_FILES = 180;
const MAX_BYTES = 350_000;

let installed: InstalledPackage;
let node: Loading;
let own: Loading['files'];

beforeAll(async () => {
	installed = await installTarball();
	node = await loadNode(installed.directory);
	own = await ownFiles(installed.directory, node);
}, 60_000);
afterAll(async () => await installed.remove());

describe('loading the node', () => {
	test('loads nothing but its own files, besides what n8n-workflow loads', async () => {
		const loaded = await loadWorkflow(installed.directory);
		const known = new Set([...loaded.files, ...own].map(({ file }) => file));
		expect(loaded.files.length).toBeGreaterThan(0);
		expect(node.files.map(({ file }) => file).filter((file) => !known.has(file))).toEqual([]);
	});

	test('loads no more of its own files than n8n can load without being noticed', () => {
		const bytes = own.reduce((sum, file) => sum + file.bytes, 0);
		expect(own.length).toBeGreaterThan(10);
		expect(own.length).toBeLessThanOrEqual(MAX_FILES);
		expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
	});

	test('gives the editor a description of at most 250 KB', () => {
		expect(node.descriptionBytes).toBeGreaterThan(10_000);
		expect(node.descriptionBytes).toBeLessThanOrEqual(MAX_DESCRIPTION_BYTES);
	});
});
