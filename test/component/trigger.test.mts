import { createHmac } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { useBinaryStore } from './support/execution.mts';
import { deliverTo, type TriggerRequest, type TriggerSetUp } from './support/trigger.mts';

let simulator: Simulator;
useSimulator((started) => {
	simulator = started;
});
useBinaryStore();

const secret = 'whsec';
const events = ['dial.created', 'dial.inbound', 'dial.updated', 'dial.recording_created'];
const created = { event: 'dial.created', payload: { dial_session_id: 's', dial_id: 'd' } };
const inbound = { event: 'dial.inbound', payload: { dial_id: 'd', source_number: '+1' } };

const setUp = (parameters: INodeParameters = {}, more: Partial<TriggerSetUp> = {}) => ({
	parameters: { events, ...parameters },
	credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
	...more,
});

const signed = (body: unknown): TriggerRequest => ({
	body,
	signature: createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex'),
});

describe('a signed workspace', () => {
	const checked = () => {
		const { credential, parameters } = setUp();
		return { parameters, credential: { ...credential, webhookSigningSecret: ` ${secret}\n` } };
	};

	test('has its events taken', async () => {
		const { given, answered } = await deliverTo(checked(), signed(created));
		expect(answered).toEqual({ status: 200, body: {} });
		expect(given).toEqual({
			noWebhookResponse: true,
			workflowData: [[{ json: { event: 'dial.created', ...created.payload } }]],
		});
	});

	test.each<[string, TriggerRequest]>([
		['no signature', { body: created }],
		[
			'a signature in capitals',
			{ body: created, signature: signed(created).signature?.toUpperCase() },
		],
		['a short signature', { body: created, signature: 'abc' }],
		['the signature of another body', { body: inbound, signature: signed(created).signature }],
	])('has a request with %s refused', async (_, request) => {
		const { given, answered } = await deliverTo(checked(), request);
		expect(answered).toEqual({ status: 401, body: { error: 'The signature is not valid' } });
		expect(given).toEqual({ noWebhookResponse: true });
	});
});

test('a credential that cannot be read is an answer, and no exception', async () => {
	const { given, answered } = await deliverTo(setUp({}, { credentialIsGone: true }), {
		body: created,
	});
	expect(answered).toEqual({ status: 500, body: { error: 'The event could not be taken' } });
	expect(given).toEqual({ noWebhookResponse: true });
});

describe('an inbound call', () => {
	test.each(['lastNode', 'responseNode'])('is left to the workflow with %s', async (answer) => {
		const { given, answered, answerOf } = await deliverTo(setUp({ answer }), { body: inbound });
		expect(answered).toBeUndefined();
		expect(given).toEqual({
			workflowData: [[{ json: { event: 'dial.inbound', ...inbound.payload } }]],
		});
		const item = { call_agent_input: { name: 'Anna', age: 4 }, keywords: [], other: 'x' };
		expect(answerOf(item)).toEqual({ call_agent_input: { name: 'Anna', age: '4' } });
		expect(answerOf(undefined)).toEqual({});
		expect(answerOf({ message: 'Error in workflow' }, 500)).toEqual({
			message: 'Error in workflow',
		});
	});

	test('is answered at once where nothing else is chosen', async () => {
		const { answered } = await deliverTo(setUp(), { body: inbound });
		expect(answered).toEqual({ status: 200, body: {} });
	});

	test('does not wait for a look-up that is slow', async () => {
		await simulator.plan({ path: '/dials/{id}', delayMs: 20_000 });
		const parameters = { answer: 'lastNode', options: { lookUpCall: true } };
		const start = Date.now();
		const { given } = await deliverTo(setUp(parameters), { body: inbound });
		expect(Date.now() - start).toBeLessThan(10_000);
		expect(given.workflowData?.[0]?.[0]?.json).toMatchObject({
			...inbound.payload,
			dialError: 'Vogent did not answer within 1 second',
		});
	});
});

describe('details', () => {
	test('the call of an event that cannot be found is an error in its item', async () => {
		const parameters = { options: { lookUpCall: true } };
		const { given, answered } = await deliverTo(setUp(parameters), { body: created });
		expect(answered).toEqual({ status: 200, body: {} });
		const [item] = given.workflowData?.[0] ?? [];
		expect(item?.json).toMatchObject({ ...created.payload, dialError: expect.any(String) });
		expect(item?.json).not.toHaveProperty('dial');
	});

	test('a recording without an address is an error in its item', async () => {
		const parameters = { options: { downloadRecording: true } };
		const body = { event: 'dial.recording_created', payload: { dial_id: 'd' } };
		const { given } = await deliverTo(setUp(parameters), { body });
		expect(given.workflowData?.[0]?.[0]).toEqual({
			json: {
				event: 'dial.recording_created',
				dial_id: 'd',
				recordingError: 'The event has no "recording_url"',
			},
		});
	});

	test('the key is not sent to another host', async () => {
		const parameters = { options: { downloadRecording: true } };
		const recordingUrl = `${simulator.foreignUrl}/recordings/1`;
		const payload = { dial_id: 'd', recording_url: recordingUrl };
		await deliverTo(setUp(parameters), { body: { event: 'dial.recording_created', payload } });
		const requests = await simulator.foreignRequests();
		expect(requests).toHaveLength(1);
		expect(JSON.stringify(requests)).not.toContain(simulator.apiKey);
	});

	test('a function call that brings its call along is not looked up', async () => {
		const parameters = { events: ['function.call'], options: { lookUpCall: true } };
		const body = { dial_id: 'd', dial: { id: 'd' }, params: null };
		const { given } = await deliverTo(setUp(parameters), { body });
		expect(given.workflowData?.[0]?.[0]?.json).toEqual({ event: 'function.call', ...body });
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('repeats', () => {
	const parameters = { options: { dropRepeats: true } };
	const starts = async (setup: TriggerSetUp, request: TriggerRequest) =>
		(await deliverTo(setup, request)).given.workflowData !== undefined;

	test('are dropped, also by what n8n has stored', async () => {
		const body = { event: 'dial.created', payload: { dial_id: 'repeated' } };
		const staticData: Record<string, never> = {};
		expect(await starts(setUp(parameters, { staticData }), { body })).toBe(true);
		expect(await starts(setUp(parameters), { body })).toBe(false);
		expect(JSON.stringify(staticData)).toMatch(/"seen":{"[0-9a-f]{32}":\d+}/);
		expect(JSON.stringify(staticData)).not.toContain('repeated');
	});

	test('of an inbound call that waits are dropped without n8n having to store anything', async () => {
		const body = { event: 'dial.inbound', payload: { dial_id: 'waiting' } };
		const staticData = {};
		const setup = setUp({ ...parameters, answer: 'lastNode' }, { staticData });
		expect(await starts(setup, { body })).toBe(true);
		expect(await starts(setup, { body })).toBe(false);
		expect(JSON.stringify(staticData)).not.toContain('seen');
	});

	test('are not dropped while somebody listens for a test event, nor without the option', async () => {
		const body = { event: 'dial.created', payload: { dial_id: 'tested' } };
		for (const expected of [true, true]) {
			expect(await starts(setUp(parameters), { body, mode: 'manual' })).toBe(expected);
			expect(await starts(setUp(), { body })).toBe(expected);
		}
	});
});
