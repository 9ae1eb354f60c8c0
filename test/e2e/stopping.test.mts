import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';

import type { N8nServer } from '../n8n/server.mts';
import type { ReceivedRequest, Simulator } from '../simulator/client.mts';
import { writeClips } from './support/clips.mts';
import { ownN8n, type RunningN8n } from './support/n8n.mts';
import { filesWith } from './support/secrets.mts';
import { until } from './support/until.mts';
import { newVoices } from './support/voices.mts';
import { readFiles, sink, vogentNode, webhook, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

const concurrency = 4;
const path = '/voices/clone';

let n8n: RunningN8n<N8nServer>;
let simulator: Simulator;
let names: Record<'six' | 'thirty', string[]>;
const logs: string[] = [];

beforeAll(async () => {
	n8n = await ownN8n({ env: { N8N_LOG_LEVEL: 'debug' } });
	({ simulator } = n8n);
	const { home } = n8n;
	const six = await writeClips(join(home.files, 'six'), 6, 50_000);
	const thirty = await writeClips(join(home.files, 'thirty'), 30, 50_000);
	names = { six: six.names, thirty: thirty.names };
	const cloneAll = (id: string, selector: string, options: object) =>
		workflow(
			id,
			[
				webhook(id),
				readFiles(selector),
				vogentNode({
					name: '={{ $json.fileName }}',
					options: { maxConcurrency: concurrency, ...options },
				}),
			],
			[sink('After')],
		);
	await n8n.addWorkflows(
		[
			cloneAll('six', six.selector, {}),
			cloneAll('thirty', thirty.selector, { ifNameExists: 'reuse', settleSeconds: 1 }),
		],
		{ isPublished: true },
	);
});
afterEach(async () => await simulator.reset());
afterAll(async () => await n8n.close());

const post = async (id: string) => {
	const response = await fetch(`${n8n.server.url}/webhook/${id}`, { method: 'POST' });
	return { status: response.status, text: await response.text() };
};

const uploads = async () => (await simulator.requests()).filter((request) => request.path === path);

/** Waits until the uploads that the simulator has received are as they should be, and gives them. */
const uploadsWhere = async (waitedFor: string, isRight: (uploads: ReceivedRequest[]) => boolean) =>
	await until(waitedFor, async () => {
		const received = await uploads();
		return isRight(received) ? received : undefined;
	});

/** The newest execution of a workflow in the editor's list. */
async function newestInTheList(workflowId: string): Promise<{ id: string; status: string }> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: n8n.idOf(workflowId) }));
	const { data } = (await n8n.session.get(`/rest/executions?limit=1&filter=${filter}`)) as {
		data: { results: Array<{ id: string; status: string }> };
	};
	const [newest] = data.results;
	if (newest === undefined) throw new Error(`The list has no execution of ${workflowId}`);
	return newest;
}

describe('an execution that is stopped in the editor', () => {
	test('breaks off its uploads at once, sends nothing more, and is canceled', async () => {
		await simulator.plan({ path, stall: 'before-answer', times: 6 });
		const answer = post('six');
		await uploadsWhere(
			'the first uploads',
			(sent) => sent.filter(({ complete }) => complete).length === concurrency,
		);
		const { id, status } = await newestInTheList('six');
		expect(status).toBe('running');

		const stoppedAt = Date.now();
		await n8n.session.post(`/rest/executions/${id}/stop`, {});
		await uploadsWhere('the end of the uploads', (sent) => sent.every(({ aborted }) => aborted));
		expect(Date.now() - stoppedAt).toBeLessThan(5000);
		await answer;
		expect((await n8n.lastExecution('six')).status).toBe('canceled');

		expect(n8n.server.log()).toMatch(
			/warn.*Vogent: the execution was stopped\. Created by the node "Vogent": \[\]\. May have been created: \[(.*?"itemIndex"){4}/,
		);

		// By the end of another execution, everything that the stopped one still sends has come.
		await simulator.reset();
		await post('six');
		expect(await uploads()).toHaveLength(6);
		expect((await newVoices(simulator)).map(({ name }) => name).sort()).toEqual(names.six);
		expect((await newestInTheList('six')).status).toBe('success');
	});
});

describe('n8n killed in the middle of 30 clones with "Use Existing Voice"', () => {
	test('makes, when it is run again, every voice that is missing, and none twice', async () => {
		// Of these the voices are there, and the answers are not on their way yet.
		await simulator.plan({ path, skip: 12, times: concurrency, delayMs: 60_000 });
		const answer = post('thirty').catch(() => undefined);
		await until('all voices but those that wait', async () =>
			(await newVoices(simulator)).length === 12 + concurrency ? true : undefined,
		);
		logs.push((await n8n.server.kill()).log);
		await answer;
		const sent = await uploadsWhere('the end of the uploads', (all) =>
			all.every(({ status, aborted }) => status !== null || aborted),
		);
		const unanswered = sent.filter(({ aborted }) => aborted);
		const before = await newVoices(simulator);
		expect(unanswered).toHaveLength(concurrency);
		expect(before).toHaveLength(12 + concurrency);

		n8n.server = await n8n.home.start();
		const { status } = await post('thirty');
		expect(status).toBe(200);
		const execution = await n8n.lastExecution('thirty');
		const voices = await newVoices(simulator);
		expect(voices.map(({ name }) => name).sort()).toEqual(names.thirty);
		const [items] = execution.output('After');
		expect(items?.map(({ json }) => json)).toEqual(
			names.thirty.map((name) => voices.find((voice) => voice.name === name)),
		);
		expect(await uploads()).toHaveLength(sent.length + 30 - before.length);
		expect(execution.runs('Vogent')[0]?.hints?.[0]?.message).toContain(
			'Existing voices were returned, and nothing was cloned',
		);
	});
});

describe('the API key', () => {
	test('is nowhere in what n8n has written, at the log level "debug"', async () => {
		const { log } = await n8n.server.stop();
		const written = [...logs, log].join('\n');
		expect(written).toContain('Vogent: item 0, try 1, POST /voices/clone');
		expect(written).not.toContain(simulator.apiKey);
		// What was looked through is what n8n has written of these executions.
		expect(await filesWith(n8n.home.directory, 'clip-29.wav')).not.toEqual([]);
		expect(await filesWith(n8n.home.directory, simulator.apiKey)).toEqual([]);
	});
});
