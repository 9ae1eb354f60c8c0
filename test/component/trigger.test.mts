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
/** What an item has of it. */
const shown = ({ dial_id: dialId, ...others }: { dial_id: string }) => ({ dialId, ...others });

const setUp = (parameters: INodeParameters = {}, more: Partial<TriggerSetUp> = {}) => ({
	parameters: { events, ...parameters },
	credential: { apiKey: simulator.apiKey, baseUrl: simulator.baseUrl },
	...more,
});

const signed = (body: unknown): TriggerRequest => ({
	body,
	signature: createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex'),
});

test.each([
	['in capitals', signed(created).signature?.toUpperCase()],
	['that is short', 'abc'],
])('a signature %s is refused', async (_, signature) => {
	const { credential, parameters } = setUp();
	const checked = { parameters, credential: { ...credential, webhookSigningSecret: secret } };
	const { given, answered } = await deliverTo(checked, { body: created, signature });
	expect(answered).toEqual({ status: 401, body: { error: 'The signature is not valid' } });
	expect(given).toEqual({ noWebhookResponse: true });
});

// `{{ $vars.nothing }}` gives undefined, in a text with other things nothing, and a model of data anything.
test.each([null, undefined, ' ', '\t\n', [], {}, false])(
	'a signing secret that comes to %j refuses every request',
	async (webhookSigningSecret) => {
		const { credential, parameters } = setUp();
		const unusable = { parameters, credential: { ...credential, webhookSigningSecret } };
		for (const request of [{ body: created }, signed(created)]) {
			const { given, answered } = await deliverTo(unusable, request);
			expect(answered).toEqual({ status: 500, body: { error: 'The event could not be taken' } });
			expect(given).toEqual({ noWebhookResponse: true });
		}
	},
);

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
			workflowData: [[{ json: { event: 'dial.inbound', ...shown(inbound.payload) } }]],
		});
		const item = { call_agent_input: { name: 'Anna', age: 4 }, keywords: [], other: 'x' };
		const body = { call_agent_input: { name: 'Anna', age: '4' } };
		expect(answerOf(item)).toEqual({ status: 200, body });
		expect(answerOf(undefined)).toEqual({ status: 200, body: {} });
	});

	test.each<[object, number, object]>([
		[{ code: 0, message: 'No item to return was found', stacktrace: 'at n8n' }, 200, {}],
		[{ code: 0, message: 'No item to return got found', stacktrace: 'at n8n' }, 200, {}],
		[{ message: 'Error in workflow' }, 500, { error: 'The workflow has failed' }],
		[
			{ code: 0, message: 'There was a problem', stacktrace: 'at n8n' },
			500,
			{ error: 'The workflow has failed' },
		],
	])("nothing of n8n's inside is its answer: %j", async (said, status, body) => {
		const { answerOf } = await deliverTo(setUp({ answer: 'lastNode' }), { body: inbound });
		expect(answerOf(said, 500)).toEqual({ status, body });
	});

	test('does not wait for a look-up that is slow', async () => {
		await simulator.plan({ path: '/dials/{id}', delayMs: 20_000 });
		const parameters = { answer: 'lastNode', options: { lookUpCall: true } };
		const start = Date.now();
		const { given } = await deliverTo(setUp(parameters), { body: inbound });
		expect(Date.now() - start).toBeLessThan(10_000);
		expect(given.workflowData?.[0]?.[0]?.json).toMatchObject({
			...shown(inbound.payload),
			dialError: 'Vogent did not answer within 1 second',
		});
	});
});

describe('details', () => {
	test('a recording without an address is an error in its item', async () => {
		const parameters = { options: { downloadRecording: true } };
		const body = { event: 'dial.recording_created', payload: { dial_id: 'd' } };
		const { given } = await deliverTo(setUp(parameters), { body });
		expect(given.workflowData?.[0]?.[0]).toEqual({
			json: {
				event: 'dial.recording_created',
				dialId: 'd',
				recordingError: 'The event has no "recording_url"',
			},
		});
	});

	test('the key is not sent to another host', async () => {
		const parameters = { options: { downloadRecording: true } };
		const recordingUrl = `${simulator.foreignUrl}/recordings/1`;
		const payload = { dial_id: 'd', recording_url: recordingUrl };
		const { credential } = setUp();
		const checked = setUp(parameters, {
			credential: { ...credential, webhookSigningSecret: secret },
		});
		await deliverTo(checked, signed({ event: 'dial.recording_created', payload }));
		const requests = await simulator.foreignRequests();
		expect(requests).toHaveLength(1);
		expect(JSON.stringify(requests)).not.toContain(simulator.apiKey);
	});

	test('without a signing secret, no address is asked that Vogent does not list for the call', async () => {
		const parameters = { options: { downloadRecording: true } };
		const payload = { dial_id: 'd', recording_url: `${simulator.foreignUrl}/recordings/1` };
		await simulator.plan({ path: '/dials/{id}', body: { id: 'd', recordings: [] } });
		const body = { event: 'dial.recording_created', payload };
		const { given } = await deliverTo(setUp(parameters), { body });
		expect(given.workflowData?.[0]?.[0]?.json).toMatchObject({
			...shown(payload),
			recordingError: 'Vogent lists no such recording of the call',
		});
		expect(await simulator.foreignRequests()).toEqual([]);
	});

	test('a function call that brings its call along is not looked up', async () => {
		const parameters = { events: ['function.call'], options: { lookUpCall: true } };
		const body = { dial_id: 'd', dial: { id: 'd' }, params: null };
		const { given } = await deliverTo(setUp(parameters), { body });
		expect(given.workflowData?.[0]?.[0]?.json).toEqual({ event: 'function.call', ...shown(body) });
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('repeats', () => {
	const parameters = { options: { dropRepeats: true } };
	const starts = async (setup: TriggerSetUp, request: TriggerRequest) =>
		(await deliverTo(setup, request)).given.workflowData !== undefined;

	test('are not dropped while somebody listens for a test event, nor without the option', async () => {
		const body = { event: 'dial.created', payload: { dial_id: 'tested' } };
		for (const expected of [true, true]) {
			expect(await starts(setUp(parameters), { body, mode: 'manual' })).toBe(expected);
			expect(await starts(setUp(), { body })).toBe(expected);
		}
	});
});
