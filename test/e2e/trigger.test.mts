import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { N8nHome } from '../n8n/home.mts';
import type { SeenServer } from '../n8n/server.mts';
import { placeCall } from '../simulator/calls.mts';
import type { Delivery, OddDelivery, Simulator } from '../simulator/client.mts';
import { runs } from '../support/runs.mts';
import { shareN8n, type RunningN8n } from './support/n8n.mts';
import { Editor, triggerNode, type RunningWorkflow } from './support/trigger.mts';
import { node, workflow } from './support/workflows.mts';

jest.setTimeout(240_000);

const DELIVERIES = runs(500, 100);
const webhookSecret = 'whsec-of-a-test';
const allEvents = [
	'dial.created',
	'dial.inbound',
	'dial.updated',
	'dial.recording_created',
	'dial.extractor',
	'dial.transcript',
	'function.call',
];

let n8n: RunningN8n;
let simulator: Simulator;
let home: N8nHome;
let server: SeenServer;
let editor: Editor;
let checked: string;
let all: RunningWorkflow;

beforeAll(async () => {
	n8n = await shareN8n();
	({ simulator, home, server } = n8n);
	editor = new Editor(n8n);
	const { apiKey, baseUrl } = simulator;
	checked = await editor.addCredential({
		apiKey,
		baseUrl,
		webhookSigningSecret: webhookSecret,
	});
	all = await activeWorkflow({ events: allEvents });
	await simulator.settings({ webhookSecret });
});
afterEach(async () => {
	await simulator.reset();
	await simulator.settings({ webhookSecret });
});
afterAll(async () => await n8n.close());

async function activeWorkflow(
	parameters: INodeParameters,
	credential = checked,
	next = node('End', 'n8n-nodes-base.noOp', {}),
) {
	const running = await editor.add(workflow('Events', [triggerNode(parameters, credential), next]));
	expect(await editor.activate(running)).toMatchObject({ isActive: true });
	return running;
}

/** Sends a request to a workflow's trigger, and gives what came of it. */
async function send({ path }: RunningWorkflow, odd: Omit<OddDelivery, 'url'>): Promise<Delivery> {
	const url = `${server.url}/webhook/${path}`;
	const [delivery] = await simulator.deliver({ url, ...odd });
	if (delivery === undefined) throw new Error('Nothing was delivered');
	return delivery;
}

/** What the trigger gave in the newest execution. */
async function output({ id }: RunningWorkflow, least: number) {
	await editor.executions({ id, path: '' }, least);
	const execution = await home.lastExecution(id);
	expect(execution.error).toBeUndefined();
	return execution.output('Trigger')[0];
}

const created = { dial_session_id: 'session-1', dial_id: 'dial-1' };

// What each kind of event leads to is in the saved workflows.
test('the same event twice, even at once, is dropped where that is chosen', async () => {
	const once = await activeWorkflow({ events: allEvents, options: { dropRepeats: true } });
	const extracted = { dial_id: 'dial-1', ai_result: { booked: true } };
	await send(once, { event: 'dial.created', payload: created, times: 10, concurrency: 5 });
	await send(once, { event: 'dial.extractor', payload: extracted });
	await send(once, { event: 'dial.created', payload: { ...created, dial_id: 'dial-2' } });
	expect(await editor.executions(once, 3)).toBe(3);
	expect(await editor.staticData(once)).not.toContain('seen');
});

describe('details', () => {
	const details = { lookUpCall: true, downloadRecording: true, binaryPropertyName: 'call' };

	/** A call that is over, with a recording. */
	async function recordedCall() {
		await placeCall(simulator);
		await simulator.advance(600_000);
		const [call] = await simulator.calls();
		return call?.dial;
	}

	test('the call and its recording are added, which the next node can read', async () => {
		const fileName = join(home.files, 'recording');
		const parameters = { operation: 'write', fileName, dataPropertyName: 'call', options: {} };
		const full = await activeWorkflow(
			{ events: ['dial.recording_created'], options: details },
			checked,
			node('Write', 'n8n-nodes-base.readWriteFile', parameters, { typeVersion: 1.1 }),
		);
		const dial = await recordedCall();
		const recording_url = dial?.recordings?.[0]?.url;
		const payload = { dial_id: dial?.id, recording_url };
		await send(full, { event: 'dial.recording_created', payload });
		const [item] = (await output(full, 1)) ?? [];
		expect(item?.json).toEqual({
			dialId: dial?.id,
			event: 'dial.recording_created',
			recording_url,
			dial,
		});
		expect(item?.binary?.call).toMatchObject({ mimeType: expect.stringMatching(/^audio\//) });
		const [written, url] = [await readFile(fileName), recording_url ?? ''];
		const authorization = `Bearer ${simulator.apiKey}`;
		const recording = await fetch(url, { headers: { authorization } });
		expect(written.equals(Buffer.from(await recording.arrayBuffer()))).toBe(true);
	});

	test('an event is not lost where they cannot be had', async () => {
		const full = await activeWorkflow({ events: ['dial.recording_created'], options: details });
		const payload = {
			dial_id: 'unknown',
			recording_url: `${simulator.baseUrl}/recordings/unknown`,
		};
		await send(full, { event: 'dial.recording_created', payload });
		const [item] = (await output(full, 1)) ?? [];
		expect(item).toMatchObject({
			json: {
				dialId: 'unknown',
				dialError: expect.any(String),
				recordingError: expect.any(String),
			},
		});
		expect(item?.binary).toBeUndefined();
	});
});

describe('signatures', () => {
	const event = { event: 'dial.created', payload: created };
	const formWithFiles = {
		body: '--x\r\nContent-Disposition: form-data; name="event"\r\n\r\ndial.created\r\n--x--\r\n',
		contentType: 'multipart/form-data; boundary=x',
	};

	test.each<[string, Omit<OddDelivery, 'url'>]>([
		['without a signature', { ...event, sign: false }],
		['with the signature of another secret', { ...event, sign: 'wrong' }],
		['with something else as the signature', { ...event, headers: { 'x-elto-signature': 'é' } }],
		['that is no event, without a signature', { body: '[]', sign: false }],
		['of which n8n has used up the bytes', formWithFiles],
	])('a request %s gets 401 and starts nothing', async (_, odd) => {
		const before = await editor.executions(all);
		expect(await send(all, odd)).toMatchObject({
			status: 401,
			answer: '{"error":"The signature is not valid"}',
		});
		expect(await editor.executions(all)).toBe(before);
	});

	test(`of ${DELIVERIES} deliveries all that are signed start the workflow, and no other`, async () => {
		const before = await editor.executions(all);
		const deliver = async (index: number) => {
			const payload = { dial_session_id: 'session', dial_id: `dial-${index}` };
			const sign = ([true, false, true, 'wrong', false] as const)[index % 5];
			return await send(all, { event: 'dial.created', payload, sign });
		};
		const statuses: Array<number | null> = [];
		for (let start = 0; start < DELIVERIES; start += 20) {
			const batch = Array.from({ length: 20 }, (_, index) => deliver(start + index));
			statuses.push(...(await Promise.all(batch)).map(({ status }) => status));
		}
		const expected = statuses.map((_, index) => ([0, 2].includes(index % 5) ? 200 : 401));
		expect(statuses).toEqual(expected);
		const signed = (DELIVERIES * 2) / 5;
		expect(await editor.executions(all, before + signed)).toBe(before + signed);
	});

	test.each(['={{ $vars.nothing }}', '={{ null }}', '=  '])(
		'a secret that comes to nothing lets no request in: %s',
		async (webhookSigningSecret) => {
			const { apiKey, baseUrl } = simulator;
			const credential = await editor.addCredential({ apiKey, baseUrl, webhookSigningSecret });
			const shut = await activeWorkflow({ events: allEvents }, credential);
			expect(await send(shut, { ...event, sign: false })).toMatchObject({ status: 500 });
			expect(await editor.executions(shut)).toBe(0);
			expect(server.log()).toContain('The webhook signing secret');
		},
	);

	test('without a secret requests are not checked, which a note on the output says', async () => {
		const unchecked = await activeWorkflow({ events: allEvents }, 'vogent-credential');
		await send(unchecked, { ...event, sign: false });
		expect(await output(unchecked, 1)).toHaveLength(1);
		expect(await send(unchecked, formWithFiles)).toMatchObject({ status: 415 });
		expect(await editor.executions(unchecked)).toBe(1);
		const [run] = (await home.lastExecution(unchecked.id)).runs('Trigger');
		expect(run?.hints).toEqual([
			expect.objectContaining({ message: expect.stringContaining('are not checked') }),
		]);
		const before = await editor.executions(all);
		await send(all, event);
		// n8n writes an execution down a moment after the event was answered.
		await editor.executions(all, before + 1);
		expect((await home.lastExecution(all.id)).runs('Trigger')[0]?.hints ?? []).toEqual([]);
	});
});

describe('hostile requests', () => {
	const deep = `{"event":"dial.created","payload":{"dial_id":"1","x":${'['.repeat(9000)}${']'.repeat(9000)}}}`;
	const large = JSON.stringify({
		event: 'dial.created',
		payload: { dial_id: '1', text: 'x'.repeat(10 * 1024 * 1024) },
	});

	test.each<[string, Omit<OddDelivery, 'url'>, number]>([
		['no JSON', { body: '{"event":' }, 422],
		['no JSON and no type', { body: 'hello', contentType: null }, 400],
		[
			'a form',
			{ body: 'event=dial.created', contentType: 'application/x-www-form-urlencoded' },
			400,
		],
		['XML', { body: '<event>dial.created</event>', contentType: 'text/xml' }, 400],
		['nothing', { body: '' }, 400],
		['null', { body: 'null' }, 400],
		['a list', { body: '[{"event":"dial.created"}]' }, 400],
		['a number as the event', { body: '{"event":1,"payload":{"dial_id":"1"}}' }, 400],
		['no payload', { body: '{"event":"dial.created"}' }, 400],
		['a payload that is null', { body: '{"event":"dial.created","payload":null}' }, 400],
		['a payload that is a list', { event: 'dial.created', payload: [] }, 400],
		['an object as the ID', { event: 'dial.created', payload: { dial_id: {} } }, 400],
		[
			'a number as the status',
			{ event: 'dial.updated', payload: { dial_id: '1', status: 1 } },
			400,
		],
		['deep nesting', { body: deep }, 400],
		['10 MB', { body: large }, 413],
	])('%s is refused, starts nothing, and is no error of n8n', async (_, odd, status) => {
		const before = await editor.executions(all);
		expect(await send(all, odd)).toMatchObject({ status });
		expect(await editor.executions(all)).toBe(before);
		expect(server.log()).not.toContain('an event could not be taken');
	});
});
