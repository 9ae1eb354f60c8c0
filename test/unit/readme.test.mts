import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import type { Operation, Resource } from '../../nodes/Vogent/operation.ts';
import { resources } from '../../nodes/Vogent/registry.ts';
import { withOperations } from '../../scripts/docs/operations.mts';
import { repositoryDirectory } from '../n8n/paths.mts';

const readme = readFileSync(join(repositoryDirectory, 'README.md'), 'utf8');

const operationOf = (given: Partial<Operation>): Operation => ({
	value: 'sing',
	name: 'Sing',
	action: 'Sing a song',
	description: 'Sing a song',
	worksAsTool: true,
	fields: [],
	run: () => Promise.resolve([]),
	...given,
});

const resourceOf = (...given: Array<Partial<Operation>>): Resource => ({
	value: 'song',
	name: 'Song',
	operations: given.map(operationOf),
});

/** The lines that the README has between its marks for these resources. */
async function tableOf(...given: Resource[]): Promise<string[]> {
	const marks = readme.match(/<!-- Written by npm run docs[^]*<!-- to here -->/)?.[0] ?? '';
	const lines = (await withOperations(marks, given)).split('\n');
	return lines.slice(2, -2);
}

describe('the README', () => {
	// Where this fails: npm run docs.
	test('has the table of all operations that the node has', async () => {
		expect(readme).toBe(await withOperations(readme, resources));
	});

	test('tells of every resource outside of the table too', async () => {
		const text = await withOperations(readme, []);
		expect(resources.length).toBeGreaterThan(1);
		for (const { name } of resources) expect(text).toContain(`**${name}**`);
	});
});

describe('the table of operations', () => {
	test('says which operations an AI agent can use', async () => {
		const song = resourceOf({}, { name: 'Record', description: 'Keep it', worksAsTool: false });
		expect(await tableOf(song)).toEqual([
			'| Resource                       | Operation  | What it does | As an AI tool |',
			'| ------------------------------ | ---------- | ------------ | ------------- |',
			'| [Song](docs/resources/song.md) | **Sing**   | Sing a song  | yes           |',
			'| Song                           | **Record** | Keep it      | no            |',
		]);
	});

	test('shows descriptions as they are, whatever Markdown would make of them', async () => {
		const song = resourceOf({ description: 'Sing a|b, <i>, *loud*,\n_low_, `so`, a\\b, [x](y)' });
		const [, , row] = await tableOf(song);
		expect(row).toContain(
			' | Sing a\\|b, \\<i\\>, \\*loud\\*, \\_low\\_, \\`so\\`, a\\\\b, \\[x\\](y) | ',
		);
	});

	test('is written only between the marks', async () => {
		const page = `before\n\n${readme.match(/<!-- Written[^>]*>/)?.[0]}\n\nold\n\n<!-- to here -->\n\nafter\n`;
		const written = await withOperations(page, [resourceOf({})]);
		expect(written).toMatch(/^before\n\n<!-- .*\*\*Sing\*\*.* -->\n\nafter\n$/s);
		expect(written).not.toContain('old');
		expect(await withOperations(written, [resourceOf({})])).toBe(written);
	});

	test('is not written into a page that has lost a mark', async () => {
		await expect(withOperations('no marks', [])).rejects.toThrow('lost the marks');
		await expect(withOperations('<!-- to here -->', [])).rejects.toThrow('lost the marks');
	});
});
