import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import { repositoryDirectory } from '../n8n/paths.mts';
import type { WorkflowToImport } from '../n8n/types.mts';

const read = (...path: string[]) => readFileSync(join(repositoryDirectory, ...path), 'utf8');
const files = readdirSync(join(repositoryDirectory, 'examples')).sort();

/** All values in a value, with their keys. */
function entriesOf(value: unknown): Array<[key: string, value: unknown]> {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => [[key, inner], ...entriesOf(inner)]);
}

describe.each(files)('%s', (file) => {
	const text = read('examples', file);
	const workflow = JSON.parse(text) as WorkflowToImport;
	const noteOf = (nodes: INode[]) => nodes.find(({ type }) => type.endsWith('.stickyNote'));

	test('has nothing of the account or the n8n that it was made in', () => {
		expect(Object.keys(workflow)).toEqual(['name', 'nodes', 'connections', 'settings']);
		const entries = entriesOf(workflow);
		const keys = ['webhookId', 'instanceId', 'pinData', 'cachedResultName', 'cachedResultUrl'];
		expect(entries.filter(([key]) => keys.includes(key))).toEqual([]);
		expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{24}|Bearer|[?&]signature=/i);
	});

	test('leaves the credentials, the agent and the number to be chosen', () => {
		const entries = entriesOf(workflow.nodes);
		const credentials = entries.filter(([key]) => key === 'credentials');
		expect(credentials.length).toBeGreaterThan(0);
		for (const [, chosen] of credentials) expect(chosen).toEqual({});
		for (const [key, chosen] of entries) {
			if (!/Id$/.test(key) || typeof chosen !== 'object') continue;
			expect(chosen).toMatchObject({ value: expect.stringMatching(/^$|^=\{\{ .* \}\}$/) });
		}
	});

	test('has a note that names the nodes where something is to be filled in', () => {
		const note = noteOf(workflow.nodes)?.parameters.content;
		expect(note).toMatch(/^## /);
		const unchosen = workflow.nodes.filter(({ credentials, type }) => credentials && !isBot(type));
		for (const { name } of unchosen) expect(note).toContain(`**${name}**`);
	});

	test('has no node that nothing leads to', () => {
		const targets = Object.values(workflow.connections).flatMap(({ main }) =>
			(main ?? []).flatMap((branch) => (branch ?? []).map(({ node }) => node)),
		);
		const sources = Object.keys(workflow.connections);
		const first = sources.filter((name) => !targets.includes(name));
		expect(first).toHaveLength(1);
		const names = workflow.nodes
			.filter((node) => node !== noteOf(workflow.nodes))
			.map(({ name }) => name);
		expect([...new Set([...first, ...targets])].sort()).toEqual(names.sort());
	});
});

/** The notes name the nodes of a bot together. */
const isBot = (type: string) => type.endsWith('.telegram');

test('every example is in the list of the README, and is run by a test', () => {
	const linked = [...read('README.md').matchAll(/^- \[(.*)\]\(examples\/(.*)\): /gm)];
	expect(linked.map(([, name]) => name).sort()).toEqual(files);
	expect(linked.map(([, , target]) => target).sort()).toEqual(files);
	const run = [...read('test', 'e2e', 'support', 'examples.mts').matchAll(/example\('([^']*)'/g)];
	expect(run.map(([, name]) => name).sort()).toEqual(files);
});
