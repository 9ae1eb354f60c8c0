import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { resources } from '../../nodes/Vogent/registry.ts';
import { fileOf } from '../../scripts/docs/pages.mts';
import { repositoryDirectory } from '../n8n/paths.mts';

const readme = readFileSync(join(repositoryDirectory, 'README.md'), 'utf8');

describe('the README', () => {
	test.each(resources.map((resource) => [resource.name, resource] as const))(
		'names the operations of %s, all of them',
		(name, resource) => {
			const link = `[**${name}**](docs/resources/${fileOf(resource)})`;
			const row = readme.split('\n').find((line) => line.startsWith(`| ${link} `)) ?? '';
			const operations = row.split('|')[2] ?? '';
			expect(operations.trim()).toBe(resource.operations.map((one) => one.name).join(', '));
		},
	);
});
