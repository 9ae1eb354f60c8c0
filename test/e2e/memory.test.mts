import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import type { N8nHome } from '../n8n/home.mts';
import type { Simulator } from '../simulator/client.mts';
import { createInstance, type Instance } from './support/instance.mts';
import { node, readFiles, start, vogentNode, workflow } from './support/workflows.mts';

jest.setTimeout(300_000);

const SIZES_MB = [200, 400];
const RUNS = 3;
const ALLOWED_MB = 25;

let instance: Instance;
let simulator: Simulator;
let home: N8nHome;
/** Emptied after each run: n8n keeps a copy of the clip for each. */
let storage: string;

const clipOf = (megabytes: number) => join(home.files, `${megabytes}.wav`);

beforeAll(async () => {
	storage = await mkdtemp(join(tmpdir(), 'vogent-storage-'));
	instance = await createInstance({ storage });
	({ simulator, home } = instance);
	const nothing = node('Nothing', 'n8n-nodes-base.noOp', {});
	await home.importWorkflows(
		SIZES_MB.flatMap((size) => [
			workflow(`read-${size}`, [start(), readFiles(clipOf(size)), nothing]),
			workflow(`clone-${size}`, [start(), readFiles(clipOf(size)), vogentNode()]),
		]),
	);
});
afterAll(async () => {
	await instance.remove();
	await rm(storage, { recursive: true, force: true });
});

async function writeClip(megabytes: number) {
	const file = await open(clipOf(megabytes), 'w');
	const block = Buffer.alloc(1_000_000, 7);
	for (let written = 0; written < megabytes; written++) await file.write(block);
	await file.close();
}

/** The most memory that n8n held while it ran the workflow, in MB. */
async function peakMemory(workflowId: string): Promise<number> {
	const { status, process: n8n } = await home.execute(workflowId);
	await rm(storage, { recursive: true, force: true });
	expect(status).toBe('success');
	if (n8n.peakMemoryMB === undefined) throw new Error('n8n did not say how much memory it held');
	return n8n.peakMemoryMB;
}

const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

test.each(SIZES_MB)(
	`cloning a clip of %d MB takes at most ${ALLOWED_MB} MB of memory over reading it (filesystem mode)`,
	async (size) => {
		await writeClip(size);
		const reading: number[] = [];
		const cloning: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			reading.push(await peakMemory(`read-${size}`));
			cloning.push(await peakMemory(`clone-${size}`));
		}
		await rm(clipOf(size));
		const over = median(cloning) - median(reading);
		process.stdout.write(
			`Peak memory, ${size} MB clip: reading ${reading.join(', ')} MB; cloning ${cloning.join(', ')} MB; medians ${over} MB apart\n`,
		);

		const request = (await simulator.requests()).at(-1);
		expect(request?.parts?.at(-1)?.size).toBe(size * 1_000_000);
		expect(over).toBeLessThanOrEqual(ALLOWED_MB);
	},
);
