import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';
import { messagesIn, messagesInSources } from './support/messages.mts';

const read = (file: string) => readFileSync(join(repositoryDirectory, file), 'utf8');

/** The first cells of the tables of messages in a page, without the code marks. */
function messageCells(page: string): string[] {
	const tables = page.split(/\n{2,}/).filter((block) => /^\| (Message|Note) +\|/.test(block));
	return tables.flatMap((table) =>
		table
			.split('\n')
			.slice(2)
			.map((row) => (row.split('|')[1] ?? '').trim()),
	);
}

const messagesOfPage = (page: string) =>
	messageCells(page).flatMap((cell) =>
		[...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
	);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const matches = (open: string, text: string) =>
	new RegExp(`^${open.split('…').map(escaped).join('.*')}$`).test(text);

/** Whether two texts can be the same message; either may leave open what differs each time. */
const isSame = (one: string, other: string) => matches(one, other) || matches(other, one);

let inPage: string[];
let inSources: string[];

beforeAll(() => {
	inPage = messagesOfPage(read('docs/troubleshooting.md'));
	inSources = messagesInSources();
});

describe('docs/troubleshooting.md', () => {
	test('has every message of the nodes and the credential', () => {
		expect(inSources.length).toBeGreaterThan(80);
		expect(inSources.filter((one) => !inPage.some((other) => isSame(one, other)))).toEqual([]);
	});

	test('has no message that is none', () => {
		expect(inPage.length).toBeGreaterThan(80);
		expect(inPage.filter((one) => !inSources.some((other) => isSame(one, other)))).toEqual([]);
	});

	test('has every message that the README names', () => {
		const named = messageCells(read('README.md'));
		expect(named.length).toBeGreaterThan(3);
		const withoutNames = (text: string) => text.replace(/"[^"]*"/g, '"…"');
		const known = inPage.map(withoutNames);
		const isKnown = (text: string) => known.some((one) => one.startsWith(withoutNames(text)));
		expect(named.filter((text) => !isKnown(text))).toEqual([]);
	});
});

describe('the messages in the code', () => {
	test.each([
		['a text', `new NodeOperationError(node, 'The clip is empty');`, ['The clip is empty']],
		['what differs', 'refuse(`Vogent has ${count} voices`);', ['Vogent has … voices']],
		[
			'one of several texts',
			'hint(`It ${isOld ? "was there" : `is ${how} new`}`);',
			['It was there', 'It is … new'],
		],
		[
			'a constant',
			`function run() { const text = 'It is gone'; invalidField(item, text, 'Look'); }`,
			['It is gone'],
		],
		[
			'what a function gives',
			`function why() { return known ?? 'It is gone'; } reject(why());`,
			['It is gone'],
		],
		['what is found where it is given', `const x = (text) => refuse(text);`, []],
		['a member', `const rules = [{ message: 'The key is wrong' }];`, ['The key is wrong']],
		['what another function has said', 'error.message = `${error.message}: ${more}`;', []],
	])('are found where they are %s', (_, code, messages) => {
		expect(messagesIn('file.ts', code)).toEqual(messages);
	});

	test('are found where they are the titles of statuses', () => {
		const code = `const known = { 404: { title: 'Nothing is there', advice: 'Look' } };`;
		expect(messagesIn('transport/explanations.ts', code)).toEqual(['Nothing is there (HTTP …)']);
		expect(messagesIn('transport/other.ts', code)).toEqual([]);
	});
});
