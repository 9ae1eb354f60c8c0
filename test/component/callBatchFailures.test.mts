import { describe, expect, test } from '@jest/globals';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator/client.mts';
import { useSimulator } from '../simulator/hooks.mts';
import { known } from './support/call.mts';
import { errorOf, runNode, type Execution } from './support/execution.mts';
import { useFastClock } from './support/fastClock.mts';
import { chosen, idOf, operating, sentTo } from './support/operate.mts';

/** A call batch that cannot be created, or of which nobody knows whether it was. */
let simulator: Simulator;

useFastClock();
useSimulator((started) => (simulator = started));

const NAME = 'Reminders for Monday';
const path = '/batch_dial_jobs';

function batching(changes: INodeParameters = {}): Execution {
	return {
		...operating(simulator, ['callBatch', 'create'], {
			name: NAME,
			callAgentId: chosen(known.agent),
			toNumber: '={{ $json.phone }}',
			...changes,
		}),
		items: ['+15550100001', '+15550100002', '+15550100003'].map((phone) => ({ json: { phone } })),
		runExecutionData: createRunExecutionData(),
	};
}

const itemsOf = (phones: unknown[]) =>
	phones.map((phone) => ({ json: { phone: phone as string } }));
const continuing = { onError: 'continueRegularOutput' as const };
const jobs = async () => {
	const { output } = await runNode(
		operating(simulator, ['callBatch', 'getAll'], { returnAll: true }),
	);
	return output.map(({ json }) => json).filter(({ name }) => name === NAME);
};

describe('phone numbers that are none', () => {
	test('are told all at once, with the items that have them, and nothing is sent', async () => {
		const phones = ['+15550100001', '555-0100', '', '+1 (555) 010-0002', 'call me', null];
		const error = await errorOf({ ...batching(), items: itemsOf(phones) });
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toBe('"To Number" has 4 invalid phone numbers [item 0]');
		expect(error.description).toMatch(
			/^item 1: 555-0100, item 2: \(empty\), item 4: call me, item 5: \(empty\)\. Write it with "\+"/,
		);
		expect(await simulator.requests()).toEqual([]);
	});

	test.each([[21, 'item 19: 19 and 1 more. Write']])(
		'%d of them: 20 are told',
		async (count, end) => {
			const phones = Array.from({ length: count }, (_, index) => String(index));
			const { description = '' } = await errorOf({ ...batching(), items: itemsOf(phones) });
			expect(description).toContain(end);
			expect(description.match(/item \d+:/g)).toHaveLength(20);
		},
	);

	test('in JSON are told with their rows', async () => {
		const rows = [{ toNumber: '+15550100001' }, { toNumber: 15550100002 }, {}];
		const error = await errorOf(batching({ rowsFrom: 'json', rowsJson: JSON.stringify(rows) }));
		expect(error.message).toBe('"People to Call (JSON)" has 2 invalid phone numbers [item 0]');
		expect(error.description).toMatch(/^person 2: 15550100002, person 3: \(empty\)\. Write/);
		expect(await simulator.requests()).toEqual([]);
	});

	test('that are objects are refused, and the item is told', async () => {
		const phones = ['+15550100001', { number: '+15550100002' }];
		const error = await errorOf({ ...batching(), items: itemsOf(phones) });
		expect(error.message).toBe('"To Number" is not text [item 1]');
		expect(error.context.itemIndex).toBe(1);
	});
});

describe('a field that cannot be used', () => {
	const scheduled = (values: INodeParameters) => ({ additionalFields: { schedule: { values } } });
	const slots = [{ dayOfWeek: 1, startTime: '09:00', endTime: '17:00' }];
	const timezone = 'Europe/Berlin';

	test.each<[string, INodeParameters, string]>([
		[
			'nobody at once',
			{ maxConcurrentDials: 0 },
			'"Max Calls at Once" must be a whole number of 1',
		],
		['rows from elsewhere', { rowsFrom: 'sheet' }, '"People to Call" cannot be "sheet"'],
		[
			'variables with a mistake',
			{ callAgentInputMode: 'json', callAgentInputJson: '{"a": 1,}' },
			'"Prompt Variables (JSON)" is not valid JSON: in line 1, column 9',
		],
		['no rows', { rowsFrom: 'json' }, '"People to Call (JSON)" is not a list of objects'],
		[
			'one row',
			{ rowsFrom: 'json', rowsJson: '{}' },
			'"People to Call (JSON)" is not a list of objects',
		],
		['no time zone', scheduled({ days: { slots } }), 'Schedule: "Time Zone" is empty'],
		[
			'a time zone that is none',
			scheduled({ timezone: 'Mars/Olympus', days: { slots } }),
			`Schedule: 'Time Zone' is not a time zone: Mars/Olympus`,
		],
		[
			'an offset instead of a time zone',
			scheduled({ timezone: '+02:00', days: { slots } }),
			`Schedule: 'Time Zone' is not a time zone: +02:00`,
		],
		[
			'people in Other Fields',
			{ toNumber: '+15550100001', additionalFields: { otherFields: '{ "rows": [] }' } },
			`'Other Fields (JSON)' has "rows", but the people to call come from 'People to Call'`,
		],
		['no time slots', scheduled({ timezone }), 'Schedule: "Time Slots" is empty'],
		[
			'a time slot without an end',
			scheduled({ timezone, days: { slots: [...slots, { dayOfWeek: 2, startTime: '09:00' }] } }),
			'Schedule: Time Slot 2: "End Time" is empty',
		],
		[
			'an eighth day',
			scheduled({ timezone, days: { slots: [{ ...slots[0], dayOfWeek: 8 }] } }),
			'Schedule: Time Slot 1: "Day" cannot be "8"',
		],
		[
			'a time that is none',
			scheduled({ timezone, days: { slots: [{ ...slots[0], endTime: '24:00' }] } }),
			"Schedule: Time Slot 1: 'End Time' is not a time: 24:00",
		],
	])('%s: nothing is sent', async (_, changes, message) => {
		const error = await errorOf(batching(changes));
		expect(error.name).toBe('NodeOperationError');
		expect(error.message.startsWith(message)).toBe(true);
		expect(error.message).toMatch(/ \[item 0\]$/);
		expect(await simulator.requests()).toEqual([]);
	});
});

describe('where the answer is lost', () => {
	test.each([
		['a status 500', { status: 500 }],
		['an answer without an ID', { body: {} }],
	])(
		'(%s) the error says that the batch may exist, and lists what has its name',
		async (_, fault) => {
			await simulator.plan({ method: 'POST', path, processFirst: true, ...fault });
			const error = await errorOf(batching());
			const [job] = await jobs();
			expect(error.context.mayExist).toBe(true);
			expect(error.description).toContain('The call batch may still have been created.');
			expect(error.description).toContain(
				`Vogent now lists under the name "${NAME}": ${idOf(job)}`,
			);
			expect(await sentTo(simulator)).toHaveLength(1);
		},
	);
});

describe('with Continue', () => {
	test('each item says why there is no job', async () => {
		await simulator.plan({ method: 'POST', path, status: 422, body: { message: 'no budget' } });
		const { output } = await runNode({ ...batching(), ...continuing });
		expect(output).toEqual(
			[0, 1, 2].map((item) => ({
				json: {
					error: expect.stringMatching(/^no budget \[item 0\]\. Vogent refused the values\./),
				},
				pairedItem: { item },
			})),
		);
	});

	test('each item says that the job may exist', async () => {
		await simulator.plan({ method: 'POST', path, processFirst: true, status: 500 });
		const execution = { ...batching(), ...continuing };
		const { output } = await runNode(execution);
		const [job] = await jobs();
		expect(output).toHaveLength(3);
		for (const { json } of output) expect(json.error).toContain(idOf(job));
		await runNode(execution);
		expect(await sentTo(simulator)).toHaveLength(1);
	});

	test('of JSON, the other jobs are created', async () => {
		const rows = ['[{ "toNumber": "+15550100001" }]', '[]', '[{ "toNumber": "+15550100002" }]'];
		const { output } = await runNode({
			...batching({ rowsFrom: 'json', rowsJson: '={{ $json.rows }}' }),
			...continuing,
			items: rows.map((text) => ({ json: { rows: text } })),
		});
		expect(output.map(({ json }) => json.error ?? json.name)).toEqual([
			NAME,
			'"People to Call (JSON)" is not a list of objects [item 1]',
			NAME,
		]);
	});
});
