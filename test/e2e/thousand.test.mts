import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import type { Execution } from '../n8n/executions.mts';
import type { N8nHome } from '../n8n/home.mts';
import type { Simulator } from '../simulator/client.mts';
import { writeClips } from './support/clips.mts';
import { everyFault, randomPositions } from './support/faults.mts';
import { createInstance, type Instance } from './support/instance.mts';
import { newVoices } from './support/voices.mts';
import { readFiles, sink, start, vogentNode, workflow } from './support/workflows.mts';

jest.setTimeout(300_000);

const SIZES = [100, 1000];
const RUNS = 3;
const CLIP_BYTES = 100_000;
const FAULTS_IN_100 = 5;
const ALLOWED_MB = 25;
const path = '/voices/clone';

let instance: Instance;
let simulator: Simulator;
let home: N8nHome;
/** Emptied after each run: n8n keeps a copy of every clip. */
let storage: string;
const names = new Map<number, string[]>();

beforeAll(async () => {
	storage = await mkdtemp(join(tmpdir(), 'vogent-storage-'));
	instance = await createInstance({ env: { N8N_STORAGE_PATH: storage } });
	({ simulator, home } = instance);
	const clone = vogentNode({
		name: '={{ $json.fileName }}',
		options: { ifNameExists: 'reuse', settleSeconds: 1, maxConcurrency: 20, maxTries: 5 },
	});
	const workflows = [];
	for (const size of SIZES) {
		const clips = await writeClips(join(home.files, String(size)), size, CLIP_BYTES);
		names.set(size, clips.names);
		const read = [start(), readFiles(clips.selector)];
		workflows.push(
			workflow(`read-${size}`, [...read, sink('Nothing')]),
			workflow(`clone-${size}`, [...read, clone]),
		);
	}
	await home.importWorkflows(workflows);
});
afterAll(async () => {
	await instance.remove();
	await rm(storage, { recursive: true, force: true });
});

/** Runs a workflow; gives its execution, and the most memory that n8n held meanwhile, in MB. */
async function run(workflowId: string): Promise<{ execution: Execution; peak: number }> {
	const { process: n8n, ...execution } = await home.execute(workflowId);
	await rm(storage, { recursive: true, force: true });
	expect(execution.status).toBe('success');
	if (n8n.peakMemoryMB === undefined) throw new Error('n8n did not say how much memory it held');
	return { execution, peak: n8n.peakMemoryMB };
}

/** Clones so many clips, with faults in 5% of the uploads: some of every kind, each at a position of its own. */
async function clone(size: number, seed: number): Promise<number> {
	await simulator.reset();
	const positions = randomPositions((size / 100) * FAULTS_IN_100, size, seed);
	for (const [index, skip] of positions.entries()) {
		await simulator.plan({ ...everyFault[(index + seed) % everyFault.length], path, skip });
	}
	const begun = Date.now();
	const { execution, peak } = await run(`clone-${size}`);
	console.log(size, seed, peak, Date.now() - begun);
	const voices = await newVoices(simulator);
	expect(voices.map(({ name }) => name).sort()).toEqual(names.get(size));
	const [read] = execution.output('Files');
	const [items] = execution.output('Vogent');
	expect(items?.map(({ pairedItem }) => pairedItem)).toEqual(
		read?.map((_, index) => ({ item: index })),
	);
	expect(items?.map(({ json }) => json)).toEqual(
		read?.map(({ json }) => voices.find(({ name }) => name === json.fileName)),
	);
	expect(await simulator.mostAtOnce(path)).toBeLessThanOrEqual(20);
	return peak;
}

const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

test(`1,000 clips, 5% of the uploads with faults: 1,000 voices, and at most ${ALLOWED_MB} MB more of memory than 100 clips take`, async () => {
	const over: number[] = [];
	for (const size of SIZES) {
		const reading: number[] = [];
		const cloning: number[] = [];
		for (let number = 0; number < RUNS; number++) {
			reading.push((await run(`read-${size}`)).peak);
			cloning.push(await clone(size, number));
		}
		over.push(median(cloning) - median(reading));
		process.stdout.write(
			`Peak memory, ${size} clips: reading ${reading.join(', ')} MB; cloning ${cloning.join(', ')} MB; medians ${over.at(-1)} MB apart\n`,
		);
	}
	const [hundred = NaN, thousand = NaN] = over;
	expect(thousand - hundred).toBeLessThanOrEqual(ALLOWED_MB);
});
