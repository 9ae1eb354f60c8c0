import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';

const read = (file: string) => readFileSync(join(repositoryDirectory, file), 'utf8');

const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
	...readdirSync(join(repositoryDirectory, 'docs'), { recursive: true })
		.map((name) => join('docs', String(name)))
		.filter((name) => name.endsWith('.md')),
];

/** The names by which a page's headings can be linked to. */
const anchorsOf = (page: string) =>
	[...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);

/** What a page links to or shows, without what is elsewhere. */
const linksOf = (page: string) =>
	[...page.matchAll(/(?:\]\(|src="|srcset=")([^)"\s]+)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !target.startsWith('https://'));

/** Files and folders of the repository that a page names, without those that stand for several. */
const pathsOf = (page: string) =>
	[
		...page.matchAll(
			/`((?:\.github|credentials|docs|examples|icons|nodes|scripts|test)\/[\w./-]*)`/g,
		),
	]
		.map(([, path = '']) => path)
		.sort();

describe.each(pages)('%s', (file) => {
	test('links to nothing, and shows no picture, that is not there', () => {
		const broken = linksOf(read(file)).filter((link) => {
			const [path = '', anchor] = link.split('#');
			const target = path === '' ? file : join(dirname(file), path);
			if (!existsSync(join(repositoryDirectory, target))) return true;
			return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	test('names no file that is not there', () => {
		const missing = pathsOf(read(file)).filter(
			(path) => !existsSync(join(repositoryDirectory, path)),
		);
		expect(missing).toEqual([]);
	});
});
