import { setTimeout } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import { callApi } from '../simulator/calls.mts';
import type { PlannedAnswer, Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { runs } from '../support/runs.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { bodiesTo, chosen, operating, sentTo } from './support/operate.mts';

/** One call batch of all items, and one of each item's JSON. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));

function batching(changes: INodeParameters = {}): Execution {
	return {
		...operating(simulator, ['callBatch', 'create'], {
			name: 'Reminders for Monday',
			callAgentId: chosen(known.agent),
			maxConcurrentDials: 2,
			toNumber: '={{ $json.phone }}',
			...changes,
		}),
		runExecutionData: createRunExecutionData(),
	};
}

const people = ['+15550100001', '+1 (555) 010-0002', '+15550100003'];
const items = people.map((phone, index) => ({ json: { phone, name: `Person ${index}` } }));

describe('a call batch of the input items', () => {
	test('is one job, whose rows are the items in their order', async () => {
		const variables = [
			{ name: 'first_name', value: '={{ $json.name }}' },
			{ name: 'day', value: '={{ DateTime.fromISO("2026-12-01T09:00:00Z", { zone: "utc" }) }}' },
			{ name: ' ', value: 'not used' },
		];
		const day = '2026-12-01T09:00:00.000Z';
		await runNode({ ...batching({ callAgentInput: { variables } }), items });
		expect(await bodiesTo(simulator)).toEqual([
			{
				name: 'Reminders for Monday',
				callAgentId: known.agent,
				maxConcurrentDials: 2,
				rows: [
					{ toNumber: '+15550100001', inputs: { first_name: 'Person 0', day } },
					{ toNumber: '+15550100002', inputs: { first_name: 'Person 1', day } },
					{ toNumber: '+15550100003', inputs: { first_name: 'Person 2', day } },
				],
			},
		]);
	});

	test('is given as one item, paired with all of them', async () => {
		const { output, hints } = await runNode({ ...batching(), items });
		expect(output).toEqual([
			{
				json: expect.objectContaining({ id: expect.any(String), name: 'Reminders for Monday' }),
				pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
			},
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining("calls nobody yet. 'Resume' starts it."),
		]);
	});

	test('may have variables for some of the people only, as JSON', async () => {
		const json = {
			callAgentInputMode: 'json',
			callAgentInputJson: '={{ $json.name === "Person 1" ? $json : "" }}',
		};
		await runNode({ ...batching(json), items });
		expect(await bodiesTo(simulator)).toMatchObject([
			{
				rows: [
					{ toNumber: '+15550100001' },
					{ inputs: { phone: '+1 (555) 010-0002', name: 'Person 1' } },
					{ toNumber: '+15550100003' },
				],
			},
		]);
		expect((await sentTo(simulator))[0]?.text?.match(/"inputs"/g)).toHaveLength(1);
	});

	test('takes name, agent and settings from the first item', async () => {
		await runNode({ ...batching({ name: '={{ $json.name }}' }), items });
		expect(await bodiesTo(simulator)).toMatchObject([{ name: 'Person 0' }]);
	});

	test('takes thousands of people', async () => {
		const count = runs(10_000, 2000);
		const phoneOf = (index: number) => `+1555${String(index).padStart(7, '0')}`;
		const many = Array.from({ length: count }, (_, index) => ({ json: { phone: phoneOf(index) } }));
		const options = { maxCalls: count };
		const { output } = await runNode({ ...batching({ options }), items: many });
		expect(output).toHaveLength(1);
		expect(output[0]?.pairedItem).toHaveLength(count);
		const [body] = (await bodiesTo(simulator)) as [{ rows: unknown[] }];
		expect(body.rows).toEqual(many.map(({ json }) => ({ toNumber: json.phone })));
	}, 120_000);

	test('is nothing where there are no items', async () => {
		expect((await runNode({ ...batching(), items: [] })).output).toEqual([]);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('a call batch of JSON', () => {
	const list = [
		{ toNumber: ' +1 555 010 0001 ', inputs: { first_name: 'Anna', age: 42 } },
		{ toNumber: '+15550100002' },
	];

	test('is one job for each item', async () => {
		const execution = batching({
			name: '={{ $json.job }}',
			rowsFrom: 'json',
			rowsJson: '={{ $json.people }}',
		});
		const jobs = ['Morning', 'Evening'];
		const { output } = await runNode({
			...execution,
			items: jobs.map((job) => ({ json: { job, people: list } })),
		});
		expect(output.map(({ json, pairedItem }) => [json.name, pairedItem])).toEqual([
			['Morning', { item: 0 }],
			['Evening', { item: 1 }],
		]);
		const inputs = { first_name: 'Anna', age: '42' };
		const rows = [{ toNumber: '+15550100001', inputs }, list[1]];
		expect(await bodiesTo(simulator)).toMatchObject([{ rows }, { rows }]);
	});
});

describe('with Start Now', () => {
	const starting = (changes: INodeParameters = {}) => ({
		...batching({ startNow: true, ...changes }),
		items,
	});
	const created = async () => {
		const { body } = await callApi(simulator, 'GET', '/batch_dial_jobs');
		const { data } = body as { data: Array<{ id: string; name: string; status: string }> };
		return data.filter(({ name }) => name === 'Reminders for Monday');
	};
	const pausing = async () =>
		(await sentTo(simulator)).filter(({ path }) => path.endsWith('/paused')).length;

	test('the batch is created, and then calls', async () => {
		const { output, hints } = await runNode(starting());
		expect(output).toEqual([
			expect.objectContaining({ json: expect.objectContaining({ status: 'ACTIVE' }) }),
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			'The call batch was started. Without a schedule, calls begin at any hour. (3 to call)',
		]);
		await simulator.advance(0);
		expect(await simulator.calls()).toHaveLength(2);
	});

	test('no expression starts it', async () => {
		const { output } = await runNode(starting({ startNow: '={{ true }}' }));
		expect(output[0]?.json.status).toBe('INIT');
		expect(await pausing()).toBe(0);
	});

	const one = '/batch_dial_jobs/{id}';
	const unknown = 'it is not known whether it has begun to call';

	test.each<[string, Partial<PlannedAnswer>, string]>([
		['it cannot be read', { method: 'GET', path: one, status: 500, times: 3 }, 'nobody has been'],
		['Vogent refuses', { path: `${one}/paused`, status: 422 }, 'nobody has been called'],
		['Vogent fails', { path: `${one}/paused`, status: 500, times: 3 }, unknown],
		['the answer is lost', { path: `${one}/paused`, body: {}, processFirst: true }, unknown],
	])('where %s, the error says so, and a retry creates no second one', async (_, fault, said) => {
		await simulator.plan({ path: one, ...fault });
		const execution = starting();
		const error = await errorOf(execution);
		const [batch] = await created();
		expect(error.message).toContain(`The call batch ${batch?.id} was created, but starting it`);
		expect(error.message).toContain(said);
		const { output } = await runNode(execution);
		expect(output[0]?.json).toMatchObject({ id: batch?.id, status: 'ACTIVE' });
		expect(await created()).toHaveLength(1);
	});

	test('with Continue, the batch goes on beside the error', async () => {
		await simulator.plan({ path: `${one}/paused`, status: 422, body: 'no' });
		const { output } = await runNode({ ...starting(), onError: 'continueRegularOutput' });
		const [batch] = await created();
		const error = `The call batch ${batch?.id} was created, but starting it failed, and nobody has been called: no`;
		expect(output.map(({ json }) => json)).toEqual([expect.objectContaining({ ...batch, error })]);
	});

	test('nothing is started once the user has stopped the execution', async () => {
		await simulator.plan({ method: 'GET', path: one, delayMs: 5000 });
		const stop = new AbortController();
		const running = errorOf({ ...starting(), signal: stop.signal });
		while ((await simulator.requests()).length < 2) await setTimeout(10);
		stop.abort();
		expect((await running).message).toContain('nobody has been called');
		expect((await created()).map(({ status }) => status)).toEqual(['INIT']);
		expect(await pausing()).toBe(0);
	});

	test('a model that asks twice is told that it was created before', async () => {
		const people = { rowsFrom: 'json', rowsJson: '[{ "toNumber": "+15550100001" }]' };
		const execution = { ...starting(people), items: items.slice(0, 1) };
		const asTool = { ...execution, node: { type: 'n8n-nodes-vogent.vogentTool' } };
		const [first, again] = [await runNode(asTool), await runNode({ ...asTool, runIndex: 1 })];
		expect(first.output[0]?.json.status).toBe('ACTIVE');
		expect(again.output[0]?.json).toEqual({
			...first.output[0]?.json,
			note: expect.stringContaining('not created again'),
		});
		expect(await pausing()).toBe(1);
	});
});

test.each<[string, INodeParameters, number]>([
	['items', {}, 3],
	['people in JSON', { rowsFrom: 'json', rowsJson: '={{ [$json, $json] }}' }, 6],
])(
	'more %s than Max Calls per Execution are an error, before anything is sent',
	async (_, rows, calls) => {
		const options = { maxCalls: calls - 1 };
		const people = items.map(({ json }) => ({ json: { ...json, toNumber: json.phone } }));
		const error = await errorOf({ ...batching({ ...rows, options }), items: people });
		expect(error.message).toBe(
			`This would make ${calls} calls, but only ${calls - 1} are allowed, so none of them was made [item 0]`,
		);
		expect(await simulator.requests()).toEqual([]);
	},
);
