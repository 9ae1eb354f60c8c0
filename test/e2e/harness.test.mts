import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHome, type N8nHome } from '../n8n/home.mts';
import { packPackage } from '../n8n/package.mts';
import { repositoryDirectory } from '../n8n/paths.mts';
import type { N8nServer } from '../n8n/server.mts';

/** `npm test` packs once for all; alone, this file packs for itself. */
const givenTarball = process.env['VOGENT_TARBALL'];

describe('n8n with the package installed', () => {
	let tarball: string;
	let home: N8nHome;
	let server: N8nServer;

	beforeAll(async () => {
		tarball = givenTarball ?? (await packPackage(repositoryDirectory));
		home = await createHome({ tarball });
		server = await home.start();
	}, 120_000);

	afterAll(async () => {
		await home.remove();
		if (!givenTarball) await rm(path.dirname(tarball), { recursive: true });
	}, 30_000);

	test('answers, and knows the Vogent node', async () => {
		const health = await fetch(`${server.url}/healthz`);
		expect(await health.json()).toEqual({ status: 'ok' });

		const list = path.join(home.directory, '.cache', 'n8n', 'public', 'types', 'nodes.json');
		const types = JSON.parse(await readFile(list, 'utf8')) as Array<{ name: string }>;
		expect(types.map(({ name }) => name)).toContain('n8n-nodes-vogent.vogent');
	});
});
