import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson, placeCall } from './calls.mts';
import type { Batch, Dial, Settings, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const agentId = seedId('agent 1');

let simulator: Simulator;

useSimulator((started) => (simulator = started));

const post = async (path: string, body?: object) =>
	body ? await callWithJson(simulator, 'POST', path, body) : await callApi(simulator, 'POST', path);

describe('a call is not placed', () => {
	const callAgentId = agentId;
	const phoneCall = { callAgentId, toNumber: '+15550100009', fromNumberId: 'any' };

	test.each<[string, object, string]>([
		['from nowhere', { fromNumberId: undefined }, 'fromNumberId'],
		['at no number', { toNumber: null }, '/toNumber must be string'],
		['too loudly', { voiceVolumeLevel: 301 }, '/voiceVolumeLevel must be <= 300'],
		['with overrides of a name', { agentOverrides: { name: 'x' } }, '(\\"name\\")'],
	])('%s', async (_, fields, error) => {
		const { status, text } = await post('/dials', { ...phoneCall, ...fields });
		expect(status).toBe(422);
		expect(text).toContain(error);
		expect(await simulator.calls()).toEqual([]);
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

	/** Returns its status, how many are still in the queue, and the statuses of the calls made. */
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
		expect(await progress(id)).toEqual(['ACTIVE', 1, '']);
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
	/** Has a call recorded on this host, and returns the recording's URL. */
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
});
