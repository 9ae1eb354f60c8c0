import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import type { Execution } from '../n8n/executions.mts';
import type { N8nHome } from '../n8n/home.mts';
import type { Simulator } from '../simulator/client.mts';
import { writeClips } from '../e2e/support/clips.mts';
import { everyFault } from '../e2e/support/faults.mts';
import { createInstance, type Instance } from '../e2e/support/instance.mts';
import { newVoices } from '../e2e/support/voices.mts';
import { readFiles, sink, start, vogentNode, workflow } from '../e2e/support/workflows.mts';

jest.setTimeout(600_000);

const SIZES = [100, 1000];
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
	instance = await createInstance({ storage, env: { VOGENT_HELD_MEMORY: '1' } });
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

interface Memory {
	held: number;
	peak: number;
}

/** Runs a workflow; gives its execution, and the most memory that n8n held, and had, meanwhile, in MB. */
async function run(workflowId: string): Promise<Memory & { execution: Execution }> {
	const { process: n8n, ...execution } = await home.execute(workflowId, { timeoutMs: 240_000 });
	await rm(storage, { recursive: true, force: true });
	expect(execution.status).toBe('success');
	const { heldMemoryMB: held, peakMemoryMB: peak } = n8n;
	if (held === undefined || peak === undefined) throw new Error('n8n did not say how much it held');
	return { execution, held, peak };
}

/** Clones so many clips, with faults in 5% of the uploads: some of every kind, each at a position of its own. */
async function clone(size: number): Promise<Memory> {
	const faults = (size / 100) * FAULTS_IN_100;
	for (let index = 0; index < faults; index++) {
		// All over the list, each at another position.
		const skip = (index * 37) % size;
		await simulator.plan({ ...everyFault[index % everyFault.length], path, skip });
	}
	const { execution, held, peak } = await run(`clone-${size}`);
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
	expect(await simulator.maxConcurrency(path)).toBeLessThanOrEqual(20);
	await simulator.reset();
	return { held, peak };
}

const megabytes = ({ held, peak }: Memory) => `${held} MB in use, ${peak} MB with garbage`;

test(`1,000 clips, 5% of the uploads with faults: 1,000 voices, and at most ${ALLOWED_MB} MB more of memory than 100 clips take`, async () => {
	const over: number[] = [];
	for (const size of SIZES) {
		const reading = await run(`read-${size}`);
		const cloning = await clone(size);
		over.push(cloning.held - reading.held);
		process.stdout.write(
			`Peak memory, ${size} clips: reading ${megabytes(reading)}; cloning ${megabytes(cloning)}\n`,
		);
	}
	const [hundred = NaN, thousand = NaN] = over;
	expect(thousand - hundred).toBeLessThanOrEqual(ALLOWED_MB);
});
