import { describe, expect, test } from '@jest/globals';
import { useService } from '../support/service.mts';
import { callApi, callWithJson, getDial, placeCall } from './calls.mts';
import type { CallPlan, Dial, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const agentId = seedId('agent 1');

let simulator: Simulator;

useSimulator((started) => (simulator = started));
const service = useService();

/** Places a call that tells the service of its course, and returns its id. */
async function place(fields: object = {}): Promise<string> {
	return (await placeCall(simulator, { webhookUrl: service.baseUrl, ...fields })).dialId;
}

const look = async (dialId: string) => await getDial(simulator, dialId);

const hangUp = async (dialId: string) =>
	(await callApi(simulator, 'POST', `/dials/${dialId}/hangup`)).body;

interface Event {
	event: string;
	payload: { dial_id: string; status?: string };
}

const events = () => service.requests.map(({ body }) => JSON.parse(body) as Event);

/** Returns what the service was told: the names of events, and the status with those that have one. */
const told = () =>
	events().map(({ event, payload }) => [event, payload.status].filter(Boolean).join(' '));

const wholeCall = [
	'dial.created',
	'dial.updated ringing',
	'dial.updated in-progress',
	'dial.updated completed',
	'dial.transcript',
	'dial.extractor',
	'dial.recording_created',
];

describe('the course of a call', () => {
	test('is that it rings, is talked on and ends, and its results come after it', async () => {
		const dialId = await place();
		for (const [ms, status] of [
			[0, 'queued'],
			[1999, 'ringing'],
			[1, 'ringing'],
			[19_999, 'in-progress'],
			[1, 'in-progress'],
		] as const) {
			expect((await look(dialId)).status).toBe(status);
			await simulator.advance(ms);
		}
		const ended = await look(dialId);
		expect(ended).toMatchObject({
			status: 'completed',
			systemResultType: 'COUNTERPARTY_HANGUP',
			durationSeconds: 20,
		});
		const since = (date = '') => Date.parse(date) - Date.parse(ended.createdAt);
		expect([since(ended.startedAt), since(ended.endedAt)]).toEqual([2000, 22_000]);
		for (const field of ['transcript', 'aiResult', 'recordings'] as const) {
			expect(await look(dialId)).not.toHaveProperty(field);
			await simulator.advance(1000);
			expect(await look(dialId)).toHaveProperty(field);
		}
		expect(told()).toEqual(wholeCall);
		expect(await simulator.advance(600_000)).toEqual([]);
	});

	test.each<[CallPlan['outcome'], Partial<Dial>]>([
		['busy', { status: 'busy', systemResultType: 'BUSY' }],
		['canceled', { status: 'canceled', systemResultType: 'CANCELLED' }],
	])('has no results where it is never answered: %s', async (outcome, fields) => {
		await simulator.planCalls({ outcome });
		const dialId = await place();
		await simulator.advance(60_000);
		const dial = await look(dialId);
		expect(dial).toMatchObject(fields);
		for (const field of ['startedAt', 'transcript', 'aiResult', 'recordings']) {
			expect(dial).not.toHaveProperty(field);
		}
		expect(told()).toEqual(['dial.created', 'dial.updated ringing', `dial.updated ${outcome}`]);
	});

	test.each<[string, number, Partial<Dial>]>([
		['while it rings', 1000, { status: 'canceled', systemResultType: 'CANCELLED' }],
		['in the middle', 7000, { status: 'completed', systemResultType: 'AGENT_HANGUP' }],
	])('is ended by a hang-up %s', async (_, afterMs, fields) => {
		const dialId = await place();
		await simulator.advance(afterMs);
		expect(await hangUp(dialId)).toEqual({ success: true });
		const ended = await look(dialId);
		expect(ended).toMatchObject(fields);
		await simulator.advance(60_000);
		expect(told()).toContain(`dial.updated ${fields.status}`);
		expect((await look(dialId)).endedAt).toBe(ended.endedAt);
		expect(await hangUp(dialId)).toEqual({ success: false });
	});
});

describe('a call that comes in', () => {
	const variables = { call_agent_input: { name: 'Jo' }, keywords: ['Vogent'] };
	const comeIn = async () => await simulator.inboundCall({ agentId, sourceNumber: '+15550100042' });
	const askAgent = async () =>
		await callWithJson(simulator, 'PUT', `/agents/${agentId}`, {
			inboundWebhookUrl: service.baseUrl,
			inboundWebhookResponse: true,
		});

	test('asks its agent’s webhook, takes the variables of the answer, and goes on', async () => {
		service.answers.push({ body: variables });
		await askAgent();
		const outcome = await comeIn();
		const used = { inTime: true, status: 200, usedAnswer: true, whyNot: null };
		expect(outcome).toMatchObject({ ...used, answer: JSON.stringify(variables) });
		const [call] = await simulator.calls();
		expect(call).toMatchObject({ request: null, keywords: ['Vogent'] });
		expect(call?.dial).toMatchObject({ inputs: { name: 'Jo' }, toNumber: '+15550100001' });
		expect(events()[0]).toEqual({
			event: 'dial.inbound',
			payload: {
				dial_session_id: call?.sessionId,
				dial_id: outcome.dialId,
				dest_number_id: seedId('phone number 1'),
				call_agent_id: agentId,
				source_number: '+15550100042',
			},
		});
		await simulator.advance(60_000);
		expect(told()).toEqual(['dial.inbound', ...wholeCall.slice(1)]);
	});

	test.each<[string, number, string]>([
		['no JSON', 200, 'Workflow was started'],
		['nothing of use', 200, '{}'],
		['another field', 200, '{"keywords":[],"name":"Jo"}'],
		['variables that are no texts', 200, '{"call_agent_input":{"age":3}}'],
		['a failure', 500, JSON.stringify(variables)],
	])('does not use an answer that is wrong: %s', async (_, status, text) => {
		service.answers.push({ status, body: text });
		await askAgent();
		const outcome = await comeIn();
		expect(outcome).toMatchObject({ inTime: true, status, answer: text, usedAnswer: false });
		expect(outcome.whyNot).toMatch(/./);
	});
});
