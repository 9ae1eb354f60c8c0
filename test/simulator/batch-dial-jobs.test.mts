import { describe, expect, test } from '@jest/globals';
import { callApi, callWithJson } from './calls.mts';
import type { Dial, Simulator } from './client.mts';
import { useSimulator } from './hooks.mts';
import { seedId } from './seed-id.mts';

const nobody = seedId('nobody');
const input = {
	callAgentId: seedId('agent 1'),
	maxConcurrentDials: 2,
	name: 'Reminders of May',
	rows: [
		{ toNumber: '+15550100021', inputs: { clinic: 'Riverside' } },
		{ toNumber: '+15550100022' },
		{ toNumber: '+15550100023' },
	],
};
const slot = { startTime: '09:00', endTime: '17:30:15' };
const schedule = { days: [{ dayOfWeek: 6, timeSlots: [slot] }], timezone: 'Europe/Berlin' };

let simulator: Simulator;

useSimulator((started) => (simulator = started));

interface Job {
	id: string;
	status: string;
	schedule?: object;
}

const send = (method: string, path: string, body: object) =>
	callWithJson(simulator, method, `/batch_dial_jobs${path}`, body);

async function create(fields: object = {}): Promise<Job> {
	const { status, text } = await send('POST', '', { ...input, ...fields });
	if (status !== 200) throw new Error(`${status} ${text}`);
	return JSON.parse(text) as Job;
}

async function read<Row>(path: string): Promise<Row[]> {
	const { body } = await callApi(simulator, 'GET', `/batch_dial_jobs${path}`);
	return (body as { data: Row[] }).data;
}

const statusOf = async (id: string) =>
	((await callApi(simulator, 'GET', `/batch_dial_jobs/${id}`)).body as Job).status;

/** Gives how many are still in the queue, and the statuses of the calls made. */
async function progress(id: string): Promise<[number, string[]]> {
	const queue = await read(`/${id}/queue`);
	return [queue.length, (await read<Dial>(`/${id}/dials`)).map(({ status }) => status)];
}

test('a job is made and listed, with all its rows in the queue', async () => {
	const fromPhoneNumberIds = [seedId('phone number 1')];
	const job = await create({
		schedule: { ...schedule, disableSchedule: false },
		fromPhoneNumberIds,
	});
	const { rows, ...told } = input;
	expect(job).toEqual({
		...told,
		id: job.id,
		status: 'INIT',
		createdAt: expect.any(String) as unknown,
		schedule,
		fromPhoneNumberIds,
	});
	expect((await read('')).at(-1)).toEqual(job);
	expect(await read(`/${job.id}/queue`)).toEqual(
		rows.map((row) => ({
			...row,
			id: expect.any(String) as unknown,
			batchDialJobId: job.id,
			createdAt: expect.any(String) as unknown,
		})),
	);
	expect(await read(`/${job.id}/dials`)).toEqual([]);
});

test('a job calls so many at once, the next ones as calls end, and is then complete', async () => {
	const { id } = await create();
	await simulator.advance(0);
	expect(await statusOf(id)).toBe('ACTIVE');
	expect(await progress(id)).toEqual([1, ['ringing', 'ringing']]);
	await simulator.advance(21_999);
	expect(await progress(id)).toEqual([1, ['in-progress', 'in-progress']]);
	await simulator.advance(1);
	expect(await progress(id)).toEqual([0, ['completed', 'completed', 'ringing']]);
	expect(await statusOf(id)).toBe('ACTIVE');
	await simulator.advance(22_000);
	expect(await progress(id)).toEqual([0, ['completed', 'completed', 'completed']]);
	expect(await statusOf(id)).toBe('COMPLETE');
	expect((await simulator.calls()).map(({ request }) => request)).toMatchObject(
		input.rows.map(({ toNumber, inputs }) => ({
			toNumber,
			...(inputs && { callAgentInput: inputs }),
		})),
	);
});

test('a job calls from its numbers in turn', async () => {
	const fromPhoneNumberIds = [seedId('phone number 1'), seedId('phone number 3')];
	const { id } = await create({ fromPhoneNumberIds, maxConcurrentDials: 3 });
	await simulator.advance(0);
	const from = (await read<Dial>(`/${id}/dials`)).map(({ fromNumberId }) => fromNumberId);
	expect(from).toEqual([...fromPhoneNumberIds, fromPhoneNumberIds[0]]);
});

test('a paused job calls nobody else until it goes on', async () => {
	const { id } = await create({ maxConcurrentDials: 1 });
	await simulator.advance(0);
	expect((await send('POST', `/${id}/paused`, { paused: true })).body).toMatchObject({
		id,
		status: 'PAUSED',
	});
	await simulator.advance(600_000);
	expect(await progress(id)).toEqual([2, ['completed']]);
	expect((await send('POST', `/${id}/paused`, { paused: false })).body).toMatchObject({
		status: 'ACTIVE',
	});
	await simulator.advance(0);
	expect(await progress(id)).toEqual([1, ['completed', 'ringing']]);
	await simulator.advance(600_000);
	expect((await send('POST', `/${id}/paused`, { paused: true })).status).toBe(422);
	expect((await send('POST', `/${nobody}/paused`, { paused: true })).status).toBe(404);
	expect((await send('POST', `/${id}/paused`, { paused: 'true' })).status).toBe(422);
});

test('a job whose agent is gone is canceled', async () => {
	const { id } = await create();
	await callApi(simulator, 'DELETE', `/agents/${input.callAgentId}`);
	await simulator.advance(0);
	expect(await statusOf(id)).toBe('CANCELLED');
	expect(await progress(id)).toEqual([3, []]);
});

test('only what is sent of a job is changed', async () => {
	const { id, ...made } = await create({ schedule, maxConcurrentDials: 1 });
	await simulator.advance(0);
	const { body } = await send('PUT', `/${id}`, { maxConcurrentDials: 2 });
	expect(body).toEqual({ ...made, id, status: 'ACTIVE', maxConcurrentDials: 2 });
	await simulator.advance(0);
	expect(await progress(id)).toEqual([1, ['ringing', 'ringing']]);
	const off = await send('PUT', `/${id}`, { schedule: { ...schedule, disableSchedule: true } });
	expect(off.body).not.toHaveProperty('schedule');
	expect((await send('PUT', `/${id}`, { name: 'x' })).status).toBe(422);
});

describe('a job is not made', () => {
	const day = (fields: object) => ({
		schedule: { ...schedule, days: [{ dayOfWeek: 0, timeSlots: [slot], ...fields }] },
	});
	const at = (startTime: string, endTime: string) => day({ timeSlots: [{ startTime, endTime }] });
	test.each<[string, object, string]>([
		['without rows', { rows: [] }, '/rows is empty'],
		['without a name', { name: '' }, '/name is empty'],
		['by an unknown agent', { callAgentId: nobody }, '/callAgentId is'],
		['from an unknown number', { fromPhoneNumberIds: [nobody] }, '/fromPhoneNumberIds/0 is'],
		['for no calls at once', { maxConcurrentDials: 0 }, '/maxConcurrentDials is 0'],
		['for "2" calls at once', { maxConcurrentDials: '2' }, '/maxConcurrentDials must be integer'],
		[
			'with a number that is none',
			{ rows: [...input.rows, { toNumber: '555' }] },
			'/rows/3/toNumber is 555, which is not E.164',
		],
		['with another column', { rows: [{ toNumber: '+15550100021', name: 'A' }] }, 'rows/0 must NOT'],
		['on day 7', day({ dayOfWeek: 7 }), '/schedule/days/0/dayOfWeek is 7'],
		['on day -1', day({ dayOfWeek: -1 }), '/schedule/days/0/dayOfWeek is -1'],
		['at 24:00', at('09:00', '24:00'), 'timeSlots/0/endTime is 24:00, which is no time'],
		['at 9:00', at('9:00', '17:00'), 'timeSlots/0/startTime is 9:00, which is no time'],
		['backwards', at('17:00', '09:00'), 'timeSlots/0 ends at 09:00'],
		['for no time', at('09:00', '09:00:00'), 'timeSlots/0 ends at 09:00:00'],
		[
			'in no time zone',
			{ schedule: { ...schedule, timezone: 'Europe/Bonn' } },
			'timezone is Europe/Bonn',
		],
		[
			'at an offset',
			{ schedule: { ...schedule, timezone: '+01:00' } },
			'/schedule/timezone is +01:00',
		],
	])('%s', async (_, fields, error) => {
		const { status, text } = await send('POST', '', { ...input, ...fields });
		expect(status).toBe(422);
		expect(text).toContain(error);
		expect(await read('')).toHaveLength(2);
	});
});

test('a job is not changed to what it cannot be', async () => {
	const { id } = await create({ schedule });
	const wrong = [
		{ maxConcurrentDials: 0 },
		{ fromPhoneNumberIds: [nobody] },
		{ schedule: { days: [] } },
	];
	for (const changes of wrong) expect((await send('PUT', `/${id}`, changes)).status).toBe(422);
	expect((await send('PUT', `/${nobody}`, {})).status).toBe(404);
});

test('ten thousand numbers are taken, and called', async () => {
	const rows = Array.from({ length: 10_000 }, (_, index) => ({
		toNumber: `+1555${String(index).padStart(7, '0')}`,
		inputs: { name: `Caller ${index}`, note: 'as long as a note usually is' },
	}));
	const { id } = await create({ rows, maxConcurrentDials: 100 });
	await simulator.planCalls({ transcript: null, aiResult: null, recording: false, events: [] });
	await simulator.advance(0);
	const { body } = await callApi(simulator, 'GET', `/batch_dial_jobs/${id}/queue?limit=10000`);
	expect(body).toMatchObject({ cursor: null });
	expect((body as { data: object[] }).data).toHaveLength(9900);
	await simulator.advance(100 * 22_000);
	expect(await statusOf(id)).toBe('COMPLETE');
});
