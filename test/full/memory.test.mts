import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import type { N8nHome } from '../n8n/home.mts';
import { binaryDataMode } from '../n8n/lines.mts';
import type { Simulator } from '../simulator/client.mts';
import { createInstance, type Instance } from '../e2e/support/instance.mts';
import { node, readFiles, sink, start, vogentNode, workflow } from '../e2e/support/workflows.mts';

jest.setTimeout(300_000);

/** In the other modes n8n itself holds the whole clip, several times over while it writes the execution down. */
const isStreamed = binaryDataMode === 'filesystem';
const SIZES_MB = isStreamed ? [200, 400] : [50];
const RUNS = 5;
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
	const compared = isStreamed ? sink('Nothing') : httpRequestNode(simulator.baseUrl);
	await home.importWorkflows(
		SIZES_MB.flatMap((size) => [
			workflow(`compared-${size}`, [start(), readFiles(clipOf(size)), compared]),
			workflow(`clone-${size}`, [start(), readFiles(clipOf(size)), vogentNode()]),
		]),
	);
});
afterAll(async () => {
	await instance.remove();
	await rm(storage, { recursive: true, force: true });
});

/** n8n's own node, set up by hand to clone a voice. */
function httpRequestNode(baseUrl: string): INode {
	const parameters = [
		{ name: 'name', value: 'Anna' },
		{ name: 'model', value: 'CSM' },
		{ parameterType: 'formBinaryData', name: 'clip', inputDataFieldName: 'data' },
	];
	return node(
		'HTTP Request',
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url: `${baseUrl}/voices/clone`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'vogentApi',
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: { parameters },
			options: {},
		},
		{
			typeVersion: 4.2,
			credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } },
		},
	);
}

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
	`cloning a clip of %d MB takes at most ${ALLOWED_MB} MB of memory over ${isStreamed ? 'reading it' : "what n8n's HTTP Request node takes"} (${binaryDataMode} mode)`,
	async (size) => {
		await writeClip(size);
		const comparing: number[] = [];
		const cloning: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			comparing.push(await peakMemory(`compared-${size}`));
			cloning.push(await peakMemory(`clone-${size}`));
		}
		await rm(clipOf(size));
		const over = median(cloning) - median(comparing);
		process.stdout.write(
			`Peak memory, ${size} MB clip: ${isStreamed ? 'reading' : 'HTTP Request'} ${comparing.join(', ')} MB; cloning ${cloning.join(', ')} MB; medians ${over} MB apart\n`,
		);

		const request = (await simulator.requests()).at(-1);
		expect(request?.parts?.at(-1)?.size).toBe(size * 1_000_000);
		expect(over).toBeLessThanOrEqual(ALLOWED_MB);
	},
);
