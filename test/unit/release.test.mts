import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { repositoryDirectory } from '../n8n/paths.mts';

const read = (file: string) => readFileSync(join(repositoryDirectory, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

describe('a release', () => {
	test('has a semantic version, the same in the lockfile', () => {
		expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		const { packages } = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, { version: string }>;
		};
		expect(packages['']?.version).toBe(version);
	});

	test('stands in the changelog, with its date and a link, below what is not released yet', () => {
		const changelog = read('CHANGELOG.md');
		const headings = [...changelog.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
		expect(headings[0]).toBe('[Unreleased]');
		expect(headings[1]).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
		expect(headings[1]).toContain(`[${version}]`);
		for (const heading of headings) {
			const [name = ''] = /^\[.*?\]/.exec(heading ?? '') ?? [];
			expect(changelog).toContain(`\n${name}: https://github.com/n8n-nodes-vogent/`);
		}
	});

	test('is published from a version tag, by n8n’s command, with provenance and without a token', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		expect(scripts.release).toBe('n8n-node release');
		const workflow = read('.github/workflows/publish.yml');
		expect(workflow).toContain("tags: ['v*.*.*']");
		expect(workflow).toContain('id-token: write');
		expect(workflow).toContain('run: npm run release');
		expect(workflow).not.toMatch(/secrets\.|NPM_TOKEN/);
	});
});
