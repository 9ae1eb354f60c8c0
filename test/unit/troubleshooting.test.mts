import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';

const read = (file: string) => readFileSync(join(repositoryDirectory, file), 'utf8');

/** The first cells of the tables of messages in a page. */
const messageCells = (page: string) =>
	page
		.split(/\n{2,}/)
		.filter((block) => /^\| (Message|Note) +\|/.test(block))
		.flatMap((table) => table.split('\n').slice(2))
		.map((row) => (row.split('|')[1] ?? '').trim());

const messages = messageCells(read('docs/troubleshooting.md')).flatMap((cell) =>
	[...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
);

test('docs/troubleshooting.md has no message whose words are not in the code', () => {
	const code = ['nodes', 'credentials']
		.flatMap((folder) =>
			readdirSync(join(repositoryDirectory, folder), { recursive: true })
				.map((name) => join(folder, String(name)))
				.filter((file) => file.endsWith('.ts')),
		)
		.map(read)
		.join('\n')
		.replaceAll("\\'", "'");
	expect(messages.length).toBeGreaterThan(80);
	// What stands between names and numbers; some of it may be put together in the code.
	const partsOf = (message: string) =>
		message.split(/["…;:()]|\B'|'\B|, |\. /).filter((part) => part.trim().includes(' '));
	const isKnown = (message: string) =>
		partsOf(message).some((part) => code.includes(part.trim().replace(/^has an /, '')));
	expect(messages.filter((one) => !isKnown(one))).toEqual([]);
});

test('docs/troubleshooting.md has every message that the README names', () => {
	const named = messageCells(read('README.md'));
	expect(named.length).toBeGreaterThan(3);
	const withoutNames = (text: string) => text.replace(/"[^"]*"/g, '"…"');
	const isKnown = (text: string) =>
		messages.some((one) => withoutNames(one).startsWith(withoutNames(text)));
	expect(named.filter((text) => !isKnown(text))).toEqual([]);
});
