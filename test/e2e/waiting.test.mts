import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import type { INodeExecutionData } from 'n8n-workflow';

import type { SeenServer } from '../n8n/server.mts';
import { callNode, callWorkflow, people } from './support/calls.mts';
import { shareN8n } from './support/n8n.mts';
import { until } from './support/until.mts';
import {
	endedEvent,
	eventAddress,
	openCallCenter,
	told,
	type CallCenter,
} from './support/waiting.mts';
import { vogentNode } from './support/workflows.mts';

jest.setTimeout(240_000);

/** Each with what comes later than a minute and all the rest, of the second call. */
const waitTargets = [
	['callEnded', { talkingMs: 90_000 }],
	['transcript', { transcriptAfterMs: 90_000 }],
	['extractor', { aiResultAfterMs: 90_000 }],
	['recording', { recordingAfterMs: 90_000 }],
] as const;
const RECEIVED = '{"received":true}';
const two = people('Anna', 'Bea');
const one = people('Anna');
const notANumber = { name: 'Cid', toNumber: 'call me' };

let center: CallCenter<SeenServer>;
let parkedFirst: Array<{ dialId: string; sessionId: string }>;

beforeAll(async () => {
	const listing = vogentNode({ resource: 'voice', operation: 'getAll', limit: 1 });
	const errorOutput = { onError: 'continueErrorOutput' } as const;
	center = await openCallCenter(await shareN8n(), [
		...waitTargets.map(([waitFor]) => callWorkflow(waitFor, callNode({ waitFor }))),
		callWorkflow('stopped', callNode({ waitFor: 'transcript' })),
		callWorkflow('limit', callNode({ waitMinutes: 1 }, errorOutput)),
		callWorkflow('errorOutput', callNode({}, errorOutput)),
		callWorkflow('goesOn', callNode({}, { onError: 'continueRegularOutput' })),
		callWorkflow('thenList', callNode(), [{ ...listing, name: 'List' }]),
	]);
	// Its minute goes by while the other tests run.
	await center.park('limit', [two[0] ?? notANumber, notANumber, two[1] ?? notANumber]);
	parkedFirst = (await center.simulator.calls()).map(({ dial, sessionId }) => ({
		dialId: dial.id,
		sessionId,
	}));
});
beforeEach(async () => await center.simulator.reset());
afterAll(async () => await center.close());

const jsonOf = (items: INodeExecutionData[] | undefined) => items?.map(({ json }) => json);

/** What the node behind should have read: the person of each call. */
const readBehind = (names: string[], ids: string[]) =>
	names.map((name, index) => ({ name, campaign: 'Spring', call: ids[index] ?? '' }));

const looksAt = async (path: string) =>
	(await center.simulator.requests()).filter(
		(request) => request.method === 'GET' && request.path.startsWith(path),
	).length;

const lookUps = async () => await looksAt('/dials/');

/** Waits until a call has been looked up so often: before parking, the node looks at the first one. */
async function lookedUp(dialId = '', times = 1): Promise<void> {
	const isSeen = async () => ((await looksAt(`/dials/${dialId}`)) >= times ? true : undefined);
	await until('a look at the call', isSeen, 40_000);
}

const dialIds = async () => (await center.simulator.calls()).map(({ dial }) => dial.id);

describe('an execution that waits for its calls', () => {
	test.each(waitTargets)('goes on when what is chosen is there: %s', async (target, plan) => {
		const { simulator } = center;
		await simulator.planCalls({ toNumber: two[1]?.toNumber, ...plan });
		const parked = await center.park(target, two);
		expect([parked.runs('After'), (await simulator.calls()).length]).toEqual([[], 2]);
		const [, second] = await dialIds();

		const early = await simulator.advance(60_000);
		expect(new Set(early.map(({ answer }) => answer))).toEqual(new Set([RECEIVED]));
		await lookedUp(second);
		expect((await center.now(target)).status).toBe('waiting');
		const late = await simulator.advance(60_000);
		expect(new Set(late.map(({ status }) => status))).toEqual(new Set([200]));

		const execution = await center.ended(target);
		const calls = await simulator.calls();
		expect(execution.status).toBe('success');
		const ids = calls.map(({ dial }) => dial.id);
		expect(execution.output('Vogent')).toEqual([
			ids.map((id, item) => ({
				json: expect.objectContaining({ dialId: id, status: 'completed' }),
				pairedItem: { item },
			})),
		]);
		expect(jsonOf(execution.output('After')[0])).toEqual(readBehind(['Anna', 'Bea'], ids));
		const url = await eventAddress(simulator);
		expect((await simulator.deliver(endedEvent(url)))[0]?.status).toBe(409);
	});

	test('does not care in what order events come, or how often', async () => {
		const { simulator } = center;
		await simulator.planCalls({
			toNumber: two[0]?.toNumber,
			events: ['dial.transcript', 'dial.recording_created', 'dial.extractor'],
			recordingAfterMs: 0,
			aiResultAfterMs: 1000,
			transcriptAfterMs: 30_000,
		});
		await simulator.planCalls({ toNumber: two[1]?.toNumber, events: [] });
		await center.park('transcript', two);
		const url = await eventAddress(simulator);
		const early = await simulator.deliver({ ...endedEvent(url), times: 2, concurrency: 2 });
		const events = told(await simulator.advance(60_000), await simulator.calls());
		expect(early.map(({ answer }) => answer)).toEqual([RECEIVED, RECEIVED]);
		expect(events).toEqual(['0 recording_created 200', '0 extractor 200', '0 transcript 200']);
		expect((await center.ended('transcript')).status).toBe('success');
	});

	test('does not park where the calls are over at once', async () => {
		const { simulator } = center;
		await simulator.settings({ clock: 'real', clockSpeed: 100_000 });
		await simulator.planCalls({ toNumber: two[0]?.toNumber, outcome: 'busy', events: [] });
		await simulator.planCalls({ toNumber: two[1]?.toNumber, outcome: 'failed', events: [] });
		await center.call('transcript', two);
		const execution = await center.ended('transcript');
		expect(jsonOf(execution.output('Vogent')[0])?.map(({ status }) => status)).toEqual([
			'busy',
			'failed',
		]);
	});

	test('wakes up when nobody takes the calls, whatever it waits for', async () => {
		const { simulator } = center;
		await simulator.planCalls({ toNumber: two[0]?.toNumber, outcome: 'no-answer' });
		await simulator.planCalls({ toNumber: two[1]?.toNumber, outcome: 'busy', ringingMs: 500 });
		await center.park('transcript', two);
		const events = told(await simulator.advance(60_000), await simulator.calls());
		expect(events.slice(-2)).toEqual(['1 updated busy 200', '0 updated no-answer 200']);
		const execution = await center.ended('transcript');
		expect(jsonOf(execution.output('Vogent')[0])?.map(({ status }) => status)).toEqual([
			'no-answer',
			'busy',
		]);
	});

	test('cannot hear what comes before it is parked, nor what comes twice after it has woken', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await simulator.plan({ method: 'GET', path: '/dials/{id}', delayMs: 3000 });
		await center.call('callEnded', one);
		const url = await eventAddress(simulator);
		expect((await simulator.deliver(endedEvent(url)))[0]?.status).toBe(409);
		await until('parking', async () =>
			(await center.now('callEnded')).status === 'waiting' ? true : undefined,
		);
		await simulator.advance(60_000);
		await simulator.deliver(endedEvent(url));
		expect((await center.ended('callEnded')).status).toBe('success');
		const deliveries = await simulator.deliver({ ...endedEvent(url), times: 2 });
		expect(deliveries.map(({ status }) => status)).toEqual([409, 409]);
	});

	test('goes on once when events come at the same moment', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await center.park('thenList', two);
		await simulator.advance(60_000);
		const url = await eventAddress(simulator);
		const deliveries = await simulator.deliver({ ...endedEvent(url), times: 8, concurrency: 8 });
		expect(deliveries.map(({ answer }) => answer)).toEqual(Array(8).fill(RECEIVED));
		const execution = await center.ended('thenList');
		expect(execution.status).toBe('success');
		for (const name of ['Vogent', 'After', 'List']) expect(execution.runs(name)).toHaveLength(1);
		// For each of the two items of the only run.
		const requests = await simulator.requests();
		expect(requests.filter(({ path }) => path === '/voices')).toHaveLength(2);
		// Before it parked, one call was under way; then one look at each.
		expect(requests.filter(({ path }) => path.startsWith('/dials/'))).toHaveLength(1 + 2);
	});

	test('stays parked while a call cannot be looked at, and wakes up with the next event', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: [] });
		await center.park('callEnded', one);
		await simulator.advance(60_000);
		const url = await eventAddress(simulator);
		const before = await lookUps();
		await simulator.plan({ method: 'GET', path: '/dials/{id}', times: 3, status: 500 });
		await simulator.deliver(endedEvent(url));
		await until('three tries', async () => ((await lookUps()) >= before + 3 ? true : undefined));
		expect((await center.now('callEnded')).status).toBe('waiting');
		await simulator.deliver(endedEvent(url));
		expect((await center.ended('callEnded')).status).toBe('success');
	});

	test('with "Continue", failed items go on in their place', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: ['dial.updated'] });
		await simulator.plan({ path: '/dials', status: 422, body: { message: 'Not in service' } });
		await center.park('goesOn', [...two, notANumber]);
		await simulator.advance(60_000);
		const execution = await center.ended('goesOn');
		const [id] = await dialIds();
		expect(
			execution.output('Vogent')[0]?.map(({ json, pairedItem }) => [json, pairedItem]),
		).toEqual([
			[{ error: 'Not in service [item 0]' }, { item: 0 }],
			[expect.objectContaining({ dialId: id, status: 'completed' }), { item: 1 }],
			[{ error: expect.stringContaining('"To Number" is not a phone number') }, { item: 2 }],
		]);
		expect(jsonOf(execution.output('After')[0])).toEqual(
			readBehind(['Anna', 'Bea', 'Cid'], ['', id ?? '']),
		);
	});

	test('with an error output, failed items go there', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: ['dial.updated'] });
		await center.park('errorOutput', [notANumber, ...two]);
		await simulator.advance(60_000);
		const execution = await center.ended('errorOutput');
		expect(jsonOf(execution.output('After')[0])).toEqual(
			readBehind(['Anna', 'Bea'], await dialIds()),
		);
		expect(jsonOf(execution.output('Failed')[0])).toEqual(readBehind(['Cid'], []));
	});

	test('is deaf for a moment only before it parks', async () => {
		const { simulator } = center;
		const gaps: number[] = [];
		for (let round = 0; round < 3; round++) {
			await simulator.reset();
			await simulator.planCalls({ events: ['dial.updated'] });
			await center.call('callEnded', one);
			const url = await eventAddress(simulator);
			const body = JSON.stringify({ event: 'dial.updated', payload: {} });
			let heardAt = 0;
			while (heardAt === 0) {
				const sentAt = Date.now();
				const { status } = await fetch(url, { method: 'POST', body });
				if (status !== 409) heardAt = sentAt;
			}
			const [look] = (await simulator.requests()).filter(({ method }) => method === 'GET');
			gaps.push(heardAt - (look?.endedAt ?? 0));
			await simulator.advance(60_000);
			await center.ended('callEnded');
		}
		process.stdout.write(`From the last look to parking: ${gaps.join(', ')} ms\n`);
		for (const gap of gaps) expect(gap).toBeLessThan(5000);
	});

	test('looks again for what is never announced', async () => {
		const { simulator } = center;
		await simulator.planCalls({ events: ['dial.updated'], transcriptAfterMs: 30_000 });
		await center.park('transcript', two);
		const { id: stopped } = await center.park('stopped', one);
		const ids = await dialIds();
		await simulator.advance(25_000);
		await lookedUp(ids[1]);
		await lookedUp(ids[2], 2);
		await center.session.post(`/rest/executions/${stopped}/stop`, {});
		expect(await simulator.advance(60_000)).toEqual([]);
		const execution = await center.ended('transcript', 40_000);
		expect(jsonOf(execution.output('Vogent')[0])).toEqual(
			(await simulator.calls()).slice(0, 2).map(({ dial }) =>
				expect.objectContaining({
					dialId: dial.id,
					transcriptText: expect.stringMatching(/^AI: /),
					recordings: dial.recordings?.map(({ url }) => url),
				}),
			),
		);
		await lookedUp(ids[2], 3);
		const other = await center.now('stopped');
		expect([other.status, other.runs('After')]).toEqual(['canceled', []]);
	});

	test('goes on when its time is over', async () => {
		// n8n looks once a minute for what is due within the next 70 seconds.
		const execution = await center.ended('limit', 150_000);
		expect(execution.status).toBe('success');
		expect(execution.output('Vogent')[0]).toEqual([
			{ json: { ...parkedFirst[0], finished: false }, pairedItem: { item: 0 } },
			{ json: { ...parkedFirst[1], finished: false }, pairedItem: { item: 2 } },
		]);
		const ids = parkedFirst.map(({ dialId }) => dialId);
		expect(jsonOf(execution.output('After')[0])).toEqual(readBehind(['Anna', 'Bea'], ids));
		expect(jsonOf(execution.output('Failed')[0])).toEqual(readBehind(['Cid'], []));
	});
});
