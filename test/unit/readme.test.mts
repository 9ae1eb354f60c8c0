import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import type { Operation, Resource } from '../../nodes/Vogent/operation.ts';
import { resources } from '../../nodes/Vogent/registry.ts';
import { operationsPage } from '../../scripts/docs/operations.mts';
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

	test('links to no file and shows no picture that is not there', () => {
		const targets = [...readme.matchAll(/(?:\]\(|src="|srcset=")(?!https:)([^)"#]+)/g)];
		expect(targets.length).toBeGreaterThan(20);
		for (const [, target = ''] of targets) {
			expect({ target, exists: existsSync(join(repositoryDirectory, target)) }).toEqual({
				target,
				exists: true,
			});
		}
	});
});

describe('the table of operations', () => {
	test('says which operations an AI agent can use', async () => {
		const song = resourceOf({}, { name: 'Record', description: 'Keep it', worksAsTool: false });
		expect(await tableOf(song)).toEqual([
			'| Resource        | Operation  | What it does | As an AI tool |',
			'| --------------- | ---------- | ------------ | ------------- |',
			'| [Song](song.md) | **Sing**   | Sing a song  | yes           |',
			'| Song            | **Record** | Keep it      | no            |',
		]);
	});

	test('shows descriptions as they are, whatever Markdown would make of them', async () => {
		const song = resourceOf({ description: 'Sing a|b, <i>, *loud*,\n_low_, `so`, a\\b, [x](y)' });
		const [, , row] = await tableOf(song);
		expect(row).toContain(
			' | Sing a\\|b, \\<i\\>, \\*loud\\*, \\_low\\_, \\`so\\`, a\\\\b, \\[x\\](y) | ',
		);
	});
});

function resourceOf(...given: Array<Partial<Operation>>): Resource {
	return { value: 'song', name: 'Song', operations: given.map(operationOf) };
}

function operationOf(given: Partial<Operation>): Operation {
	return {
		value: 'sing',
		name: 'Sing',
		action: 'Sing a song',
		description: 'Sing a song',
		worksAsTool: true,
		fields: [],
		run: () => Promise.resolve([]),
		...given,
	};
}

/** The lines of the table for these resources. */
async function tableOf(...given: Resource[]): Promise<string[]> {
	const { text } = await operationsPage(given, []);
	const [operations = ''] = text.split('\n## ');
	return operations.split('\n').filter((line) => line.startsWith('|'));
}
