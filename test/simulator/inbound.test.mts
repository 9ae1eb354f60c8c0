import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Dial, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';
import type { Listener } from './webhooks/listener.mts';
import { startListener } from './webhooks/listener.mts';

const agentId = seedId('agent 1');
const sourceNumber = '+15550100042';
const variables = { call_agent_input: { name: 'Jo' }, keywords: ['Vogent'] };

let simulator: Simulator;
let listener: Listener;
let answer: (response: ServerResponse) => unknown;

useSimulator((started) => (simulator = started));
beforeEach(async () => {
	answer = (response) => response.end(JSON.stringify(variables));
	listener = await startListener((_, response) => answer(response));
});
afterEach(async () => await listener.stop());

const call = () => simulator.inboundCall({ agentId, sourceNumber });

async function setAgent(changes: object): Promise<void> {
	const { status } = await callWithJson(simulator, 'PUT', `/agents/${agentId}`, changes);
	expect(status).toBe(200);
}

const askAgent = () =>
	setAgent({ inboundWebhookUrl: `${listener.url}/agent`, inboundWebhookResponse: true });

describe('a call that comes in', () => {
	test('asks its agent’s webhook, and takes the variables of the answer', async () => {
		await simulator.settings({ webhookUrl: `${listener.url}/account` });
		await askAgent();
		const outcome = await call();
		expect(outcome).toEqual({
			dialId: expect.any(String) as unknown,
			url: `${listener.url}/agent`,
			inTime: true,
			status: 200,
			answer: JSON.stringify(variables),
			ms: expect.any(Number) as unknown,
			usedAnswer: true,
			whyNot: null,
		});
		const [placed] = await simulator.calls();
		expect(placed).toMatchObject({ request: null, keywords: ['Vogent'] });
		expect(listener.heard.map(({ path, json }) => [path, json])).toEqual([
			[
				'/agent',
				{
					event: 'dial.inbound',
					payload: {
						dial_session_id: placed?.sessionId,
						dial_id: outcome.dialId,
						dest_number_id: seedId('phone number 1'),
						call_agent_id: agentId,
						source_number: sourceNumber,
					},
				},
			],
		]);
		const { status, body } = await callApi(simulator, 'GET', `/dials/${outcome.dialId}`);
		expect(status).toBe(200);
		expect(body as Dial).toMatchObject({ inputs: { name: 'Jo' }, toNumber: '+15550100001' });
	});

	test('then goes on as planned, and tells it where it asked', async () => {
		await askAgent();
		await simulator.planCalls({ toNumber: '+15550100001', talkingMs: 5000 });
		const { dialId } = await call();
		await simulator.advance(60_000);
		const events = listener.heard.map(({ path, json }) => `${path} ${json.event}`);
		expect(events).toEqual([
			'/agent dial.inbound',
			'/agent dial.updated',
			'/agent dial.updated',
			'/agent dial.updated',
			'/agent dial.transcript',
			'/agent dial.extractor',
			'/agent dial.recording_created',
		]);
		const [placed] = await simulator.calls();
		expect(placed?.dial).toMatchObject({ id: dialId, status: 'completed', durationSeconds: 5 });
	});

	test('asks the account’s address when the agent has none', async () => {
		await simulator.settings({ webhookUrl: listener.url, webhookSecret: 'secret' });
		await setAgent({ inboundWebhookUrl: '', inboundWebhookResponse: true });
		const outcome = await call();
		expect(outcome).toMatchObject({ url: listener.url, usedAnswer: true });
		const [heard] = listener.heard;
		expect(heard?.headers['x-elto-signature']).toBe(
			createHmac('sha256', 'secret')
				.update(heard?.body ?? '')
				.digest('hex'),
		);
	});

	test('asks nobody when there is no address', async () => {
		expect(await call()).toMatchObject({
			url: null,
			inTime: false,
			answer: null,
			ms: 0,
			usedAnswer: false,
		});
		await simulator.advance(60_000);
		const [placed] = await simulator.calls();
		expect(placed?.dial.status).toBe('completed');
	});

	test('does not use an answer that its agent does not want', async () => {
		await simulator.settings({ webhookUrl: listener.url });
		expect(await call()).toMatchObject({
			inTime: true,
			answer: JSON.stringify(variables),
			usedAnswer: false,
			whyNot: 'The agent does not have inboundWebhookResponse',
		});
		const [placed] = await simulator.calls();
		expect(placed).toMatchObject({ dial: { inputs: {} }, keywords: [] });
	});

	test.each<[string, number, string]>([
		['nothing', 200, ''],
		['no JSON', 200, 'Workflow was started'],
		['a list', 200, '[]'],
		['nothing of use', 200, '{}'],
		['another field', 200, '{"keywords":[],"name":"Jo"}'],
		['variables that are no texts', 200, '{"call_agent_input":{"age":3}}'],
		['keywords that are no texts', 200, '{"keywords":[1]}'],
		['a failure', 500, JSON.stringify(variables)],
	])('does not use an answer that is wrong: %s', async (_, status, text) => {
		answer = (response) => response.writeHead(status).end(text);
		await askAgent();
		const outcome = await call();
		expect(outcome).toMatchObject({ inTime: true, status, answer: text, usedAnswer: false });
		expect(outcome.whyNot).toMatch(/./);
	});

	test('goes on without an answer that takes more than three seconds', async () => {
		answer = async (response) => {
			await wait(3500);
			response.end(JSON.stringify(variables));
		};
		await askAgent();
		const outcome = await call();
		expect(outcome).toMatchObject({ inTime: false, answer: null, usedAnswer: false });
		expect(outcome.whyNot).toBe('No answer within 3000 ms');
		expect(outcome.ms).toBeGreaterThanOrEqual(2990);
		expect(outcome.ms).toBeLessThan(3450);
	});

	test('can come in on any number of the account, for any agent', async () => {
		const other = seedId('agent 2');
		const destNumberId = seedId('phone number 2');
		await simulator.inboundCall({ agentId: other, sourceNumber, destNumberId });
		const [placed] = await simulator.calls();
		expect(placed?.dial).toMatchObject({ toNumber: 'front-desk', agent: { id: other } });
		const none = simulator.inboundCall({ agentId: other, sourceNumber });
		await expect(none).rejects.toThrow(': 400 ');
		const nobody = simulator.inboundCall({ agentId: seedId('x'), sourceNumber });
		await expect(nobody).rejects.toThrow(': 404 ');
	});
});

describe('a function call', () => {
	test('brings the call and its parameters, and gives the answer', async () => {
		const { dialId } = await call();
		await simulator.advance(3000);
		answer = (response) => response.end('"Monday"');
		const url = `${listener.url}/book`;
		const delivery = await simulator.functionCall({ url, dialId, params: { day: 'Monday' } });
		expect(delivery).toMatchObject({
			url,
			event: 'function.call',
			dialId,
			status: 200,
			answer: '"Monday"',
		});
		const { body: dial } = await callApi(simulator, 'GET', `/dials/${dialId}`);
		expect(listener.heard.map(({ json }) => json)).toEqual([
			{ dial_id: dialId, dial, params: { day: 'Monday' } },
		]);
		expect(dial).toMatchObject({ status: 'in-progress' });
	});

	test('is signed when there is a secret, unless told otherwise', async () => {
		await simulator.settings({ webhookSecret: 'secret' });
		const { dialId } = await call();
		for (const sign of [undefined, false] as const) {
			await simulator.functionCall({ url: listener.url, dialId, params: {}, sign });
		}
		const [one, other] = listener.heard.map(({ headers }) => headers['x-elto-signature']);
		expect(one).toMatch(/^[\da-f]{64}$/);
		expect(other).toBeUndefined();
	});

	test('needs a call', async () => {
		const none = simulator.functionCall({ url: listener.url, dialId: 'x', params: {} });
		await expect(none).rejects.toThrow(': 404 ');
	});
});
