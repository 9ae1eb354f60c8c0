import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { callApi, callWithJson, getDial, placeCall } from './calls.mts';
import type { Batch, CallPlan, Dial, Settings, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { startListener } from './listener.mts';
import type { Listener } from './listener.mts';
import { seedId } from './seed-id.mts';

const agentId = seedId('agent 1');

let simulator: Simulator;
let listener: Listener;
let answer: (response: ServerResponse) => unknown;

useSimulator((started) => (simulator = started));
beforeEach(async () => {
	answer = (response) => response.end();
	listener = await startListener((_, response) => answer(response));
});
afterEach(async () => await listener.stop());

/** Places a call that tells the listener of its course, and gives its id. */
async function place(fields: object = {}): Promise<string> {
	return (await placeCall(simulator, { webhookUrl: listener.url, ...fields })).dialId;
}

const look = async (dialId: string) => await getDial(simulator, dialId);

const post = async (path: string, body?: object) =>
	body ? await callWithJson(simulator, 'POST', path, body) : await callApi(simulator, 'POST', path);

/** Gives what the listener has heard: the names of events, and the status with those that have one. */
const heard = () =>
	listener.heard.map(({ json }) => [json.event, json.payload?.status].filter(Boolean).join(' '));

const wholeCall = [
	'dial.created',
	'dial.updated ringing',
	'dial.updated in-progress',
	'dial.updated completed',
	'dial.transcript',
	'dial.extractor',
	'dial.recording_created',
];

describe('a call is placed', () => {
	const callAgentId = agentId;
	const phoneCall = { callAgentId, toNumber: '+15550100009', fromNumberId: 'any' };

	test.each([
		['by phone', phoneCall],
		['from a pool', { ...phoneCall, fromNumberId: null, fromNumberPoolId: 'any' }],
		['in the browser', { callAgentId, browserCall: true, agentOverrides: { language: 'es' } }],
	])('%s', async (_, body) => {
		const { status, body: placed } = await post('/dials', body);
		const [call] = await simulator.calls();
		expect(status).toBe(200);
		expect(placed).toEqual({
			dialToken: expect.any(String) as unknown,
			sessionId: call?.sessionId,
			dialId: call?.dial.id,
		});
		expect(call?.request).toEqual(body);
		const token = await post(`/dials/${call?.dial.id}/token`);
		expect(token.body).toEqual({ dialToken: expect.any(String) as unknown });
	});

	test.each<[string, object, string]>([
		['from nowhere', { fromNumberId: undefined }, 'fromNumberId'],
		['at no number', { toNumber: null }, '/toNumber must be string'],
		['too loudly', { voiceVolumeLevel: 301 }, '/voiceVolumeLevel must be <= 300'],
		['with overrides of a name', { agentOverrides: { name: 'x' } }, '(\\"name\\")'],
	])('but not %s', async (_, fields, error) => {
		const { status, text } = await post('/dials', { ...phoneCall, ...fields });
		expect(status).toBe(422);
		expect(text).toContain(error);
		expect(await simulator.calls()).toEqual([]);
	});

	test('and speaks with the voice it was given, or else with that of its agent', async () => {
		await place({ aiVoiceId: 'given', callAgentInput: { name: 'Jo' } });
		await place();
		const dials = (await simulator.calls()).map(({ dial }) => dial);
		expect(dials).toMatchObject([
			{ voiceId: 'given', inputs: { name: 'Jo' } },
			{ voiceId: seedId('voice 1'), inputs: {} },
		]);
	});
});

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
		expect(heard()).toEqual(wholeCall);
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
		expect(heard()).toEqual(['dial.created', 'dial.updated ringing', `dial.updated ${outcome}`]);
	});

	test('goes by the latest plan for its number', async () => {
		const toNumber = '+15550100010';
		await simulator.planCalls({
			toNumber,
			outcome: 'failed',
			ringingMs: 0,
			talkingMs: 4000,
			transcriptAfterMs: 30,
			aiResultAfterMs: 20,
			recordingAfterMs: 10,
			events: ['dial.transcript', 'dial.extractor', 'dial.recording_created'],
		});
		const ids = [await place({ toNumber }), await place()];
		await simulator.advance(4030);
		const dials = await Promise.all(ids.map(look));
		expect(dials).toMatchObject([
			{ status: 'failed', durationSeconds: 4 },
			{ status: 'in-progress' },
		]);
		const ofFirst = listener.heard.filter(({ json }) => json.payload?.dial_id === ids[0]);
		const results = ['dial.recording_created', 'dial.extractor', 'dial.transcript'];
		expect(ofFirst.map(({ json }) => json.event)).toEqual(results);
	});

	test('ends at its limit', async () => {
		await simulator.planCalls({ talkingMs: 90_000 });
		const dialId = await place({ timeoutMinutes: 1 });
		await simulator.advance(62_000);
		const limited = { status: 'completed', systemResultType: 'TIMEOUT', durationSeconds: 60 };
		expect(await look(dialId)).toMatchObject(limited);
	});

	test.each<[string, number, Partial<Dial>]>([
		['while it rings', 1000, { status: 'canceled', systemResultType: 'CANCELLED' }],
		['in the middle', 7000, { status: 'completed', systemResultType: 'AGENT_HANGUP' }],
	])('is ended by a hang-up %s', async (_, afterMs, fields) => {
		const dialId = await place();
		await simulator.advance(afterMs);
		expect((await post(`/dials/${dialId}/hangup`)).body).toEqual({ success: true });
		const ended = await look(dialId);
		expect(ended).toMatchObject(fields);
		await simulator.advance(60_000);
		expect(heard()).toContain(`dial.updated ${fields.status}`);
		expect((await look(dialId)).endedAt).toBe(ended.endedAt);
		expect((await post(`/dials/${dialId}/hangup`)).body).toEqual({ success: false });
	});
});

describe('the clock', () => {
	test('is advanced by one after the other', async () => {
		await place();
		const [one, other] = await Promise.all([simulator.advance(22_000), simulator.advance(3000)]);
		expect([one.length, other.length]).toEqual([4, 3]);
	});

	test('can run by itself, and then tells each call in order without waiting for its webhook', async () => {
		const waiting: ServerResponse[] = [];
		answer = (response) => void waiting.push(response);
		await simulator.settings({ clock: 'real', clockSpeed: 1000 });
		const dialId = await place();
		while ((await look(dialId)).recordings === undefined) continue;
		expect(heard()).toEqual(wholeCall.slice(0, 1));
		answer = (response) => response.end();
		waiting[0]?.end();
		while (listener.heard.length < wholeCall.length) await simulator.calls();
		expect(heard()).toEqual(wholeCall);
		await expect(simulator.advance(1)).rejects.toThrow(': 400 ');
		await simulator.settings({ clock: 'manual' });
		expect((await look(await place())).status).toBe('queued');
	});
});

describe('a call that comes in', () => {
	const variables = { call_agent_input: { name: 'Jo' }, keywords: ['Vogent'] };
	const comeIn = async () => await simulator.inboundCall({ agentId, sourceNumber: '+15550100042' });
	const askAgent = async () =>
		await callWithJson(simulator, 'PUT', `/agents/${agentId}`, {
			inboundWebhookUrl: listener.url,
			inboundWebhookResponse: true,
		});

	test('asks its agent’s webhook, takes the variables of the answer, and goes on', async () => {
		answer = (response) => response.end(JSON.stringify(variables));
		await askAgent();
		const outcome = await comeIn();
		const used = { inTime: true, status: 200, usedAnswer: true, whyNot: null };
		expect(outcome).toMatchObject({ ...used, answer: JSON.stringify(variables) });
		const [call] = await simulator.calls();
		expect(call).toMatchObject({ request: null, keywords: ['Vogent'] });
		expect(call?.dial).toMatchObject({ inputs: { name: 'Jo' }, toNumber: '+15550100001' });
		expect(listener.heard[0]?.json).toEqual({
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
		expect(heard()).toEqual(['dial.inbound', ...wholeCall.slice(1)]);
	});

	test.each<[string, number, string]>([
		['no JSON', 200, 'Workflow was started'],
		['nothing of use', 200, '{}'],
		['another field', 200, '{"keywords":[],"name":"Jo"}'],
		['variables that are no texts', 200, '{"call_agent_input":{"age":3}}'],
		['a failure', 500, JSON.stringify(variables)],
	])('does not use an answer that is wrong: %s', async (_, status, text) => {
		answer = (response) => response.writeHead(status).end(text);
		await askAgent();
		const outcome = await comeIn();
		expect(outcome).toMatchObject({ inTime: true, status, answer: text, usedAnswer: false });
		expect(outcome.whyNot).toMatch(/./);
	});

	test('goes on without an answer that is late, or that nobody was asked for', async () => {
		answer = () => undefined;
		expect(await comeIn()).toMatchObject({ inTime: false, usedAnswer: false });
		await askAgent();
		expect(await comeIn()).toMatchObject({
			inTime: false,
			answer: null,
			whyNot: 'No answer within 3000 ms',
		});
	});
});

describe('a batch', () => {
	const path = '/batch_dial_jobs';
	const toNumbers = ['+15550100021', '+15550100022', '+15550100023'];
	const inputs = { clinic: 'Riverside' };
	const rows = toNumbers.map((toNumber) => ({ toNumber, inputs }));
	const input = { callAgentId: agentId, maxConcurrentDials: 2, name: 'May', rows };

	async function create(fields: object = {}): Promise<Batch> {
		const { status, text } = await post(path, { ...input, ...fields });
		if (status !== 200) throw new Error(`${status} ${text}`);
		return JSON.parse(text) as Batch;
	}

	/** Gives its status, how many are still in the queue, and the statuses of the calls made. */
	async function progress(id: string) {
		const read = async (what = '') =>
			(await callApi(simulator, 'GET', `${path}/${id}${what}`)).body;
		const { status } = (await read()) as Batch;
		const queue = (await read('/queue')) as { data: object[] };
		const dials = (await read('/dials')) as { data: Dial[] };
		return [status, queue.data.length, dials.data.map((dial) => dial.status).join(' ')];
	}

	test('is made idle, and calls so many at once until it is paused or complete', async () => {
		const { id } = await create();
		await simulator.advance(60_000);
		expect(await progress(id)).toEqual(['INIT', 3, '']);
		const set = async (paused: boolean) => await post(`${path}/${id}/paused`, { paused });
		expect((await set(false)).body).toMatchObject({ id, status: 'ACTIVE' });
		await simulator.advance(0);
		expect(await progress(id)).toEqual(['ACTIVE', 1, 'ringing ringing']);
		await set(true);
		await simulator.advance(22_000);
		expect(await progress(id)).toEqual(['PAUSED', 1, 'completed completed']);
		await set(false);
		await simulator.advance(22_000);
		expect(await progress(id)).toEqual(['COMPLETE', 0, 'completed completed completed']);
		const requests = (await simulator.calls()).map(({ request }) => request);
		expect(requests).toMatchObject(
			toNumbers.map((toNumber) => ({ toNumber, callAgentInput: inputs })),
		);
	});

	test('tells its schedule unless that is switched off, and has any that the contract allows', async () => {
		const days = [{ dayOfWeek: 7, timeSlots: [{ startTime: '9', endTime: '8' }] }];
		const schedule = { days, timezone: 'Mars' };
		const job = await create({ schedule: { ...schedule, disableSchedule: false } });
		expect(job).toMatchObject({ schedule, status: 'INIT' });
		expect(job).not.toHaveProperty('rows');
		const changed = await callWithJson(simulator, 'PUT', `${path}/${job.id}`, {
			maxConcurrentDials: 9,
			schedule: { ...schedule, disableSchedule: true },
		});
		expect(changed.body).toMatchObject({ maxConcurrentDials: 9, name: 'May' });
		expect(changed.body).not.toHaveProperty('schedule');
	});
});

describe('a recording', () => {
	/** Has a call recorded on this host, and gives the recording's URL. */
	async function record(recordingHost: Settings['recordingHost']): Promise<string> {
		await simulator.settings({ recordingHost });
		await placeCall(simulator);
		await simulator.advance(60_000);
		return (await simulator.calls()).at(-1)?.dial.recordings?.[0]?.url ?? '';
	}
	const get = async (url: string, authorization = '') =>
		await fetch(url, { headers: { authorization }, redirect: 'manual' });
	const getWithKey = async (url: string) => await get(url, `Bearer ${simulator.apiKey}`);

	test('is a WAV file at the API, for who has the key', async () => {
		const url = await record('api');
		expect(url.startsWith(`${simulator.baseUrl}/recordings/`)).toBe(true);
		const response = await getWithKey(url);
		expect(response.headers.get('content-type')).toBe('audio/wav');
		expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
		expect((await get(url)).status).toBe(401);
		expect((await getWithKey(`${simulator.baseUrl}/recordings/nobody`)).status).toBe(404);
		await simulator.plan({ path: '/recordings/{id}', status: 503 });
		expect((await getWithKey(url)).status).toBe(503);
	});

	test('on another host is there for anybody with its URL, and not for who sends the key', async () => {
		const url = await record('foreign');
		expect(new URL(url).origin).toBe(simulator.foreignUrl);
		expect((await get(url.replace('signature=', 'signature=x'))).status).toBe(403);
		expect((await fetch(url)).status).toBe(200);
		expect((await getWithKey(url)).status).toBe(400);
		const requests = await simulator.foreignRequests();
		expect(requests.at(-1)).toMatchObject({ authorization: `Bearer ${simulator.apiKey}` });
	});

	test('at the API can be a redirect to another host', async () => {
		const url = await record('redirect');
		expect((await get(url)).status).toBe(401);
		const response = await getWithKey(url);
		expect(response.status).toBe(302);
		expect((await fetch(response.headers.get('location') ?? '')).status).toBe(200);
	});
});
