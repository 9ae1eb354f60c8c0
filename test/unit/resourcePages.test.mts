import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { resources } from '../../nodes/Vogent/registry.ts';
import { Vogent } from '../../nodes/Vogent/Vogent.node.ts';
import { rowsOf } from '../../scripts/docs/fields.mts';
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

	test('have every operation, with the link to it', async () => {
		const pages = await pagesOf(resources, new Vogent().description.properties);
		for (const [index, { operations }] of resources.entries()) {
			const text = pages[index]?.text ?? '';
			const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
			expect(headings).toEqual(operations.map(({ name }) => name));
			for (const { value } of operations) expect(text).toContain(`"operation": "${value}"`);
		}
	});
});

describe('the rows of a page', () => {
	const rows = (...fields: Array<Partial<INodeProperties>>) =>
		rowsOf(fields as INodeProperties[]).map(({ label, parameter, text }) => [
			label,
			parameter,
			text,
		]);

	test('say what is required, what to enter, and what it is by itself', () => {
		expect(
			rows(
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					required: true,
					description: 'Its name',
				},
				{ displayName: 'Loud', name: 'loud', type: 'boolean', default: true },
				{ displayName: 'Tries', name: 'tries', type: 'number', default: 3, hint: 'Not *many*.' },
				{ displayName: 'Note', name: 'note', type: 'notice', default: '' },
			),
		).toEqual([
			['Name', 'name', '**Required.** Its name.'],
			['Loud', 'loud', 'Default: on.'],
			['Tries', 'tries', 'Not \\*many\\*. Default: 3.'],
		]);
	});

	test('have the choices, and the choice by which a field is shown', () => {
		const options = [
			{ name: 'High', value: 'HIGH', description: 'For birds' },
			{ name: 'Low', value: 'LOW' },
		];
		expect(
			rows(
				{ displayName: 'Pitch', name: 'pitch', type: 'options', default: 'LOW', options },
				{
					displayName: 'Depth',
					name: 'depth',
					type: 'string',
					default: '',
					displayOptions: { show: { resource: ['song'], pitch: ['LOW'] } },
				},
			),
		).toEqual([
			['Pitch', 'pitch', '<br>**High** (`HIGH`): For birds.<br>**Low** (`LOW`)<br> Default: Low.'],
			['Depth', 'depth', 'Shown if **Pitch** is Low.'],
		]);
	});

	test('name the groups that a field is in', () => {
		const [lines] = rows({
			displayName: 'More',
			name: 'more',
			type: 'collection',
			default: {},
			options: [
				{
					displayName: 'Lines',
					name: 'lines',
					type: 'fixedCollection',
					default: {},
					options: [
						{
							displayName: 'Line',
							name: 'line',
							values: [{ displayName: 'Text', name: 'text', type: 'string', default: 'la' }],
						},
					],
				},
			],
		});
		expect(lines).toEqual(['More: Lines: Text', 'more.lines.line.text', 'Default: `la`.']);
	});
});
