import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { callApi, getDial, placeCall } from './calls.mts';
import type { CallPlan, Dial, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';
import type { Listener } from './webhooks/listener.mts';
import { startListener } from './webhooks/listener.mts';

const toNumber = '+15550100009';

let simulator: Simulator;
let listener: Listener;

useSimulator((started) => (simulator = started));
beforeEach(async () => {
	listener = await startListener();
});
afterEach(async () => await listener.stop());

/** Places a call that tells the listener of its course, and gives its id. */
async function place(fields: object = {}): Promise<string> {
	return (await placeCall(simulator, { toNumber, webhookUrl: listener.url, ...fields })).dialId;
}

const look = (dialId: string) => getDial(simulator, dialId);

const hangUp = async (dialId: string) =>
	(await callApi(simulator, 'POST', `/dials/${dialId}/hangup`)).body;

/** Gives what the listener has heard: the names of events, and the status with those that have one. */
const heard = () =>
	listener.heard.map(({ json }) => [json.event, json.payload?.status].filter(Boolean).join(' '));

test('a call rings, is talked on and ends, and its results come after it', async () => {
	const dialId = await place();
	expect((await look(dialId)).status).toBe('queued');
	await simulator.advance(0);
	expect((await look(dialId)).status).toBe('ringing');
	await simulator.advance(1999);
	expect(await look(dialId)).not.toHaveProperty('startedAt');
	await simulator.advance(1);
	const talking = await look(dialId);
	expect(talking).toMatchObject({ status: 'in-progress', systemResultType: null });
	expect(talking).not.toHaveProperty('endedAt');
	expect(talking).not.toHaveProperty('durationSeconds');

	await simulator.advance(20_000);
	const ended = await look(dialId);
	expect(ended).toMatchObject({
		status: 'completed',
		systemResultType: 'COUNTERPARTY_HANGUP',
		durationSeconds: 20,
	});
	const since = (date = '') => Date.parse(date) - Date.parse(ended.createdAt);
	expect([since(ended.startedAt), since(ended.endedAt)]).toEqual([2000, 22_000]);
	for (const field of ['transcript', 'aiResult', 'recordings'] as const) {
		expect(ended).not.toHaveProperty(field);
		await simulator.advance(1000);
		expect(await look(dialId)).toHaveProperty(field);
	}
	expect(since((await look(dialId)).updatedAt)).toBe(25_000);
	expect(heard()).toEqual([
		'dial.created',
		'dial.updated ringing',
		'dial.updated in-progress',
		'dial.updated completed',
		'dial.transcript',
		'dial.extractor',
		'dial.recording_created',
	]);
});

test('one advance over a whole call gives all of it', async () => {
	const dialId = await place();
	const deliveries = await simulator.advance(60_000);
	expect(deliveries.map(({ event }) => event)).toEqual(
		listener.heard.map(({ json }) => json.event),
	);
	expect(deliveries).toHaveLength(7);
	expect(await look(dialId)).toMatchObject({ durationSeconds: 20 });
	expect(await simulator.advance(600_000)).toEqual([]);
});

test.each<[CallPlan, Partial<Dial>, string[]]>([
	[{ outcome: 'busy' }, { status: 'busy', systemResultType: 'BUSY' }, ['ringing', 'busy']],
	[
		{ outcome: 'no-answer', systemResultType: 'VOICEMAIL_DETECTED_HANGUP' },
		{ status: 'no-answer', systemResultType: 'VOICEMAIL_DETECTED_HANGUP' },
		['ringing', 'no-answer'],
	],
	[
		{ outcome: 'failed', systemResultType: null },
		{ status: 'failed', systemResultType: null },
		['ringing', 'failed'],
	],
	[
		{ outcome: 'canceled' },
		{ status: 'canceled', systemResultType: 'CANCELLED' },
		['ringing', 'canceled'],
	],
])('a call that is never answered has no results: %j', async (plan, fields, statuses) => {
	await simulator.planCalls(plan);
	const dialId = await place();
	await simulator.advance(60_000);
	const dial = await look(dialId);
	expect(dial).toMatchObject(fields);
	expect(dial.endedAt).toBeDefined();
	for (const field of ['startedAt', 'durationSeconds', 'transcript', 'aiResult', 'recordings']) {
		expect(dial).not.toHaveProperty(field);
	}
	expect(heard()).toEqual(['dial.created', ...statuses.map((status) => `dial.updated ${status}`)]);
});

test('a call can fail in the middle of the talk, and has its results', async () => {
	await simulator.planCalls({ outcome: 'failed', talkingMs: 4000 });
	const dialId = await place();
	await simulator.advance(60_000);
	expect(await look(dialId)).toMatchObject({
		status: 'failed',
		durationSeconds: 4,
		aiResult: { booked: true },
	});
});

test('the results come when they are planned, as planned', async () => {
	const transcript = [{ text: 'Hi', speaker: 'HUMAN', detailType: 'note', startTimeMs: 5 }];
	await simulator.planCalls({
		queuedMs: 500,
		ringingMs: 0,
		talkingMs: 1000,
		transcript,
		transcriptAfterMs: 30,
		aiResult: { mood: 'good' },
		aiResultAfterMs: 20,
		recordingAfterMs: 10,
	});
	const dialId = await place();
	await simulator.advance(499);
	expect((await look(dialId)).status).toBe('queued');
	await simulator.advance(1 + 1000 + 30);
	const dial = await look(dialId);
	expect(dial).toMatchObject({ transcript, aiResult: { mood: 'good' }, durationSeconds: 1 });
	expect(heard().slice(-3)).toEqual([
		'dial.recording_created',
		'dial.extractor',
		'dial.transcript',
	]);
	const payloads = listener.heard.slice(-3).map(({ json }) => json.payload);
	expect(payloads).toEqual([
		{ dial_id: dialId, recording_url: dial.recordings?.[0]?.url },
		{ dial_id: dialId, ai_result: { mood: 'good' } },
		{ dial_id: dialId, transcript: [{ text: 'Hi', speaker: 'HUMAN', detailType: 'note' }] },
	]);
});

test('results can be planned never to come', async () => {
	await simulator.planCalls({ transcript: null, aiResult: null, recording: false });
	const dialId = await place();
	await simulator.advance(60_000);
	const dial = await look(dialId);
	for (const field of ['transcript', 'aiResult', 'recordings'])
		expect(dial).not.toHaveProperty(field);
	expect(heard().at(-1)).toBe('dial.updated completed');
});

test('a call with no extractor has no extractor result, unless one is planned', async () => {
	const callAgentId = seedId('agent 2');
	const ids = [
		await place({ callAgentId }),
		await place({ callAgentId, callAgentExtractorId: seedId('extractor 2') }),
	];
	await simulator.advance(60_000);
	const dials = await Promise.all(ids.map(look));
	expect(dials.map(({ aiResult }) => aiResult)).toEqual([undefined, { booked: true }]);
});

test('events can be left out of a call that goes on all the same', async () => {
	await simulator.planCalls({ events: ['dial.transcript'] });
	const dialId = await place();
	await simulator.advance(60_000);
	expect(heard()).toEqual(['dial.transcript']);
	expect((await look(dialId)).recordings).toHaveLength(1);
});

test('a plan is for its number and as many calls as it says, the latest one first', async () => {
	await simulator.planCalls({ outcome: 'busy' });
	await simulator.planCalls({ outcome: 'no-answer', toNumber, times: 2 });
	const numbers = [toNumber, '+15550100010', toNumber, toNumber];
	for (const number of numbers) await place({ toNumber: number });
	await simulator.advance(60_000);
	const statuses = (await simulator.calls()).map(({ dial }) => dial.status);
	expect(statuses).toEqual(['no-answer', 'busy', 'no-answer', 'busy']);
});

test('the talk is cut off at its limit', async () => {
	await simulator.planCalls({ talkingMs: 90_000 });
	const dialId = await place({ timeoutMinutes: 1 });
	await simulator.advance(62_000);
	expect(await look(dialId)).toMatchObject({
		status: 'completed',
		systemResultType: 'TIMEOUT',
		durationSeconds: 60,
	});
});

describe('hanging up', () => {
	test.each<[string, number | null, Partial<Dial>]>([
		['a queued call', null, { status: 'canceled', systemResultType: 'CANCELLED' }],
		['a ringing call', 1000, { status: 'canceled', systemResultType: 'CANCELLED' }],
		['a talk', 7000, { status: 'completed', systemResultType: 'AGENT_HANGUP', durationSeconds: 5 }],
	])('ends %s at once', async (_, afterMs, fields) => {
		const dialId = await place();
		if (afterMs !== null) await simulator.advance(afterMs);
		expect(await hangUp(dialId)).toEqual({ success: true });
		const ended = await look(dialId);
		expect(ended).toMatchObject(fields);
		const before = heard();
		await simulator.advance(0);
		expect(heard().slice(before.length).at(-1)).toBe(`dial.updated ${fields.status}`);
		await simulator.advance(60_000);
		const { endedAt, status, transcript } = await look(dialId);
		expect({ endedAt, status }).toEqual({ endedAt: ended.endedAt, status: fields.status });
		expect(transcript !== undefined).toBe(fields.durationSeconds !== undefined);
	});

	test('does nothing to a call that has ended', async () => {
		const dialId = await place();
		await simulator.advance(60_000);
		expect(await hangUp(dialId)).toEqual({ success: false });
		expect(await hangUp(seedId('dial 1'))).toEqual({ success: false });
		expect(await simulator.advance(1000)).toEqual([]);
	});

	test('is refused for a call that is not there', async () => {
		expect((await callApi(simulator, 'POST', '/dials/x/hangup')).status).toBe(404);
	});
});

test.each<CallPlan>([
	{ outcome: 'busy', talkingMs: 1000 },
	{ outcome: 'ringing' as 'busy' },
	{ times: 0 },
	{ ringingMs: -1 },
	{ systemResultType: 'BORED' as 'BUSY' },
	{ events: ['dial.inbound' as 'dial.created'] },
	{ times: 1, ...{ callAgentId: 'x' } },
])('a plan that makes no sense is refused: %j', async (plan) => {
	await expect(simulator.planCalls(plan)).rejects.toThrow(': 400 ');
});
