import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { resources } from '../../nodes/Vogent/registry.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import { operationsPage } from '../../scripts/docs/operations.mts';
import { pagesOf } from '../../scripts/docs/pages.mts';
import { repositoryDirectory } from '../n8n/paths.mts';

const folder = join(repositoryDirectory, 'docs/resources');

describe('the pages of the resources', () => {
	// Where this fails: npm run docs.
	test('are those of the node as it is', async () => {
		const { properties } = new Vogent().description;
		const pages = [
			await operationsPage(resources, properties),
			...(await pagesOf(resources, properties)),
		];
		expect(readdirSync(folder).sort()).toEqual(pages.map(({ file }) => file).sort());
		for (const { file, text } of pages) {
			expect({ file, text: readFileSync(join(folder, file), 'utf8') }).toEqual({ file, text });
		}
	});
});
