import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import type { N8nHome } from '../n8n/home.mts';
import { line } from '../n8n/lines.mts';
import type { Simulator } from '../simulator/client.mts';
import { writeClips } from './support/clips.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { filesWith } from './support/secrets.mts';
import { until } from './support/until.mts';
import { newVoices } from './support/voices.mts';
import { node, readFiles, sink, vogentNode, webhook, workflow } from './support/workflows.mts';

/** n8n runs the node again for all items: by Retry On Fail, and by Retry in the list of executions. */
jest.setTimeout(240_000);

const path = '/voices/clone';
const refused = { path, status: 422, body: { message: 'too noisy' } };
/** n8n takes 0 for its default of a second. */
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const continueOnFail = { onError: 'continueRegularOutput' } as const;

let n8n: RunningN8n;
let simulator: Simulator;
let home: N8nHome;
let names: string[];

beforeAll(async () => {
	n8n = await shareN8n();
	({ simulator, home } = n8n);
	const clips = await writeClips(join(home.files, 'four'), 4, 50_000);
	names = clips.names;
	const cloneFour = (id: string, more: Partial<INode>, options: object = {}) => ({
		...workflow(
			id,
			[
				webhook(id),
				readFiles(clips.selector),
				vogentNode(
					{ name: '={{ $json.fileName }}', options: { maxConcurrency: 1, ...options } },
					more,
				),
			],
			[sink('After')],
		),
		settings: { executionOrder: 'v1' as const, errorWorkflow: 'alarm' },
	});
	const created = '={{ $json.execution.error.context.created }}';
	await n8n.addWorkflows([
		workflow('alarm', [
			node('Error Trigger', 'n8n-nodes-base.errorTrigger', {}),
			node(
				'Message',
				'n8n-nodes-base.set',
				{
					assignments: {
						assignments: [{ id: 'created', name: 'created', type: 'array', value: created }],
					},
					includeOtherFields: true,
					options: {},
				},
				{ typeVersion: 3.4 },
			),
		]),
	]);
	if (line.publishesErrorWorkflows) await n8n.publish(['alarm']);
	await n8n.addWorkflows(
		[
			cloneFour('plain', {}),
			cloneFour('reuse', {}, { ifNameExists: 'reuse', settleSeconds: 0, maxTries: 1 }),
			cloneFour('again', retryOnFail),
			cloneFour('again-and-continue', { ...retryOnFail, ...continueOnFail }),
		],
		{ isPublished: true },
	);
});
afterEach(async () => await simulator.reset());
afterAll(async () => await n8n.close());

const uploads = async () => (await simulator.requests()).filter((request) => request.path === path);

/** Starts a workflow and gives its execution when it has ended. */
async function run(id: string) {
	await (await fetch(`${n8n.server.url}/webhook/${id}`, { method: 'POST' })).text();
	return await n8n.lastExecution(id);
}

/** Retry in the list of executions. Gives the new execution. */
async function retry(workflowId: string, executionId: number, loadWorkflow: boolean) {
	await n8n.session.post(`/rest/executions/${executionId}/retry`, { loadWorkflow });
	const execution = await n8n.lastExecution(workflowId);
	expect(execution).toMatchObject({ mode: 'retry' });
	expect(execution.id).toBeGreaterThan(executionId);
	return execution;
}

/** All four voices exist, once each, and went on in the order of the input. */
async function expectFourVoices(items: Array<{ json: object }> | undefined) {
	const voices = await newVoices(simulator);
	expect(voices.map(({ name }) => name).sort()).toEqual(names);
	expect(items?.map(({ json }) => json)).toEqual(
		names.map((name) => voices.find((voice) => voice.name === name)),
	);
}

describe('Retry On Fail', () => {
	test('an item that fails once is sent again, and no other', async () => {
		await simulator.plan({ ...refused, skip: 2 });
		const execution = await run('again');
		expect(execution.status).toBe('success');
		await expectFourVoices(execution.output('After')[0]);
		expect(await uploads()).toHaveLength(5);
	});

	test('with "Continue", where n8n looks at the first item alone', async () => {
		await simulator.plan(refused);
		const execution = await run('again-and-continue');
		await expectFourVoices(execution.output('After')[0]);
		expect(await uploads()).toHaveLength(5);
	});

	test('with "Continue", the error of another item goes on, and nothing is sent again', async () => {
		await simulator.plan({ ...refused, skip: 2 });
		const execution = await run('again-and-continue');
		const [items] = execution.output('After');
		expect(items?.map(({ json }) => json.name ?? json.error)).toEqual([
			names[0],
			names[1],
			'too noisy [item 2]',
			names[3],
		]);
		expect(await uploads()).toHaveLength(4);
	});

	test('an item that fails in every try: the others are made once', async () => {
		await simulator.plan({ ...refused, skip: 2, times: 3 });
		const execution = await run('again');
		expect(execution.error?.message).toBe('too noisy [item 2]');
		expect((await newVoices(simulator)).map(({ name }) => name)).toEqual(names.slice(0, 2));
		expect(await uploads()).toHaveLength(5);
	});
});

describe('Retry in the list of executions', () => {
	test.each([
		['with the original workflow', false],
		['with the currently saved workflow', true],
	])('%s, makes what is missing, and hands on everything', async (_, loadWorkflow) => {
		await simulator.plan({ ...refused, skip: 2 });
		const failed = await run('plain');
		expect(failed.error?.message).toBe('too noisy [item 2]');
		expect(await uploads()).toHaveLength(3);

		const execution = await retry('plain', failed.id, loadWorkflow);
		expect(execution.status).toBe('success');
		await expectFourVoices(execution.output('After')[0]);
		expect(await uploads()).toHaveLength(5);
		expect(execution.runs('Vogent')[0]?.hints?.[0]?.message).toContain(
			`Created or found by an earlier try of this execution, so not sent again (item 0: ${names[0]}`,
		);
	});

	test('a retry of a retry still knows what the first has made', async () => {
		await simulator.plan({ ...refused, skip: 1 });
		const first = await run('plain');
		await simulator.plan({ ...refused, skip: 1 });
		const second = await retry('plain', first.id, false);
		expect(second.error?.context?.created).toHaveLength(2);
		const third = await retry('plain', second.id, false);
		await expectFourVoices(third.output('After')[0]);
		expect(await uploads()).toHaveLength(6);
	});

	test('does not send again what may exist', async () => {
		await simulator.plan({ path, skip: 2, status: 502, processFirst: true });
		const failed = await run('plain');
		const execution = await retry('plain', failed.id, false);
		expect(execution.error?.message).toMatch(
			/^An earlier try of this execution may have created this voice/,
		);
		expect(await uploads()).toHaveLength(3);
	});

	test('with "Use Existing Voice", finds what may exist', async () => {
		await simulator.settings({ listedAfterMs: 1000 });
		await simulator.plan({ path, skip: 2, status: 502, processFirst: true });
		const failed = await run('reuse');
		expect(failed.error?.context?.mayExist).toBe(true);
		await simulator.settings({ listedAfterMs: 0 });
		const execution = await retry('reuse', failed.id, false);
		await expectFourVoices(execution.output('After')[0]);
		expect(await uploads()).toHaveLength(4);
	});
});

describe('an error workflow', () => {
	test('gets what was created, under execution.error.context.created', async () => {
		await simulator.plan({ ...refused, skip: 2 });
		const failed = await run('plain');
		const voices = await newVoices(simulator);
		const alarm = await until('the error workflow', async () => {
			const execution = await n8n.lastExecution('alarm');
			const [item] = execution.output('Message')[0] ?? [];
			const about = item?.json.execution as { id: string } | undefined;
			return about?.id === String(failed.id) ? item : undefined;
		});
		expect(alarm.json.created).toEqual(
			voices.map(({ name, id }, itemIndex) => ({ itemIndex, name, id })),
		);
		expect(alarm.json.created).toHaveLength(2);
	});
});

describe('at the log level "debug"', () => {
	test('there is one line for every try', async () => {
		const start = n8n.server.log().length;
		const later = { 'retry-after': '0' };
		await simulator.plan({ path, skip: 1, status: 503, headers: later });
		await run('plain');
		const log = stripVTControlCharacters(n8n.server.log().slice(start));
		const lines = log.match(/Vogent: item .*?(?= \{ "|$)/gm);
		expect(lines).toEqual([
			'Vogent: item 0, try 1, POST /voices/clone: done',
			expect.stringMatching(
				/^Vogent: item 1, try 1, POST \/voices\/clone: .*503.*, next try in 0 ms$/,
			),
			'Vogent: item 1, try 2, POST /voices/clone: done',
			'Vogent: item 2, try 1, POST /voices/clone: done',
			'Vogent: item 3, try 1, POST /voices/clone: done',
		]);
	});

	test('the API key is nowhere in what n8n has written', async () => {
		expect(n8n.server.log()).toContain('too noisy [item 2]');
		expect(n8n.server.log()).not.toContain(simulator.apiKey);
		// What is looked through is what n8n has written of these executions.
		expect(await filesWith(home.directory, 'too noisy [item 2]')).not.toEqual([]);
		expect(await filesWith(home.directory, simulator.apiKey)).toEqual([]);
	});
});
