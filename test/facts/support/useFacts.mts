import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, jest } from '@jest/globals';

import { inheritedEnvironment } from '../../n8n/environment.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';
import type { LineName } from './lines.mts';
import type { Observed, Probes } from './observed.mts';

const PROBE = path.join(repositoryDirectory, 'test', 'facts', 'support', 'probe.mts');

/** What the probes of each family saw, by the line that they run on. */
const observed = new Map<LineName, Promise<Record<string, Observed>>>();

/**
 * Before the first test, runs all probes on one n8n line, once: in a process of its own, since two lines do not fit into
 * one, and jest's modules are not n8n's.
 *
 * @param line the n8n version
 * @param family the name of a file in test/facts/probes
 * @returns gives what the probe of a name saw; throws why it could not tell
 */
export function useFacts<Family extends Probes>(
	line: LineName,
	family: string,
): <Name extends keyof Family & string>(name: Name) => Awaited<ReturnType<Family[Name]>> {
	let ofFamily: Observed = {};
	jest.setTimeout(60_000);
	beforeAll(async () => {
		const running = observed.get(line) ?? run(line);
		observed.set(line, running);
		ofFamily = (await running)[family] ?? {};
	});
	return (name) => {
		const found = ofFamily[name];
		if (found === undefined) throw new Error(`There is no probe "${name}".`);
		if ('failed' in found) throw new Error(found.failed);
		return found.seen as Awaited<ReturnType<Family[typeof name]>>;
	};
}

async function run(line: LineName): Promise<Record<string, Observed>> {
	const home = await mkdtemp(path.join(tmpdir(), 'vogent-facts-'));
	try {
		const file = path.join(home, 'observed.json');
		await promisify(execFile)(process.execPath, [PROBE, line, file], {
			env: { ...inheritedEnvironment(), N8N_USER_FOLDER: home },
			timeout: 50_000,
		});
		return JSON.parse(await readFile(file, 'utf8')) as Record<string, Observed>;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}
