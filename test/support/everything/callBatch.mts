import { known } from './made.mts';
import { chosen, given, NEW_ID, row, twoPages, twoRows } from './row.mts';

const jobs = '/batch_dial_jobs';
const job = `${jobs}/${known.batch}`;

const slots = [
	{ dayOfWeek: '1', startTime: '09:00', endTime: '12:00' },
	{ dayOfWeek: '5', startTime: '10:00', endTime: '16:00' },
	{ dayOfWeek: '1', startTime: '13:00', endTime: '17:30' },
];
const days = [
	{
		dayOfWeek: 1,
		timeSlots: [
			{ startTime: '09:00', endTime: '12:00' },
			{ startTime: '13:00', endTime: '17:30' },
		],
	},
	{ dayOfWeek: 5, timeSlots: [{ startTime: '10:00', endTime: '16:00' }] },
];
const schedule = (disableSchedule: boolean) => ({
	values: { timezone: chosen('Europe/Berlin'), days: { slots }, disableSchedule },
});
const scheduleBody = (disableSchedule: boolean) => ({
	timezone: 'Europe/Berlin',
	days,
	disableSchedule,
});

const paused = (isPaused: boolean) => ({
	parameters: { batchDialJobId: chosen(known.batch) },
	requests: [
		{
			operationId: 'pauseBatchDialJob',
			method: 'POST',
			path: `${job}/paused`,
			body: { paused: isPaused },
		},
	],
});

export const callBatchRows = [
	row('callBatch', 'getAll', () => ({
		parameters: {
			...twoRows,
			filters: { callAgentId: chosen(known.agent), status: 'ACTIVE', userId: known.user },
		},
		requests: twoPages('listBatchDialJobs', jobs, 'batch dial jobs', {
			callAgentId: known.agent,
			status: 'ACTIVE',
			userId: known.user,
		}),
	})),

	row('callBatch', 'get', () => ({
		parameters: { batchDialJobId: chosen(known.batch) },
		requests: [{ operationId: 'getBatchDialJob', method: 'GET', path: job }],
	})),

	row('callBatch', 'getCalls', ({ batchId }) => ({
		parameters: { batchDialJobId: given(batchId), ...twoRows, simplify: true },
		requests: twoPages('listBatchDialJobDials', `${jobs}/${batchId}/dials`, `dials of ${batchId}`),
	})),

	row('callBatch', 'getQueue', ({ batchId }) => ({
		parameters: { batchDialJobId: given(batchId), ...twoRows },
		requests: twoPages('listBatchDialJobQueue', `${jobs}/${batchId}/queue`, `queue of ${batchId}`),
	})),

	row(
		'callBatch',
		'create',
		() => ({
			parameters: {
				name: 'Reminders for Monday',
				callAgentId: chosen(known.agent),
				maxConcurrentDials: 3,
				rowsFrom: 'items',
				toNumber: '={{ "+1 (555) 010-003" + $itemIndex }}',
				callAgentInputMode: 'fields',
				callAgentInput: { variables: [{ name: 'first_name', value: 'Anna' }] },
				additionalFields: {
					fromPhoneNumberIds: [known.fromNumber, known.otherNumber],
					schedule: schedule(true),
				},
			},
			requests: [
				{
					operationId: 'createBatchDialJob',
					method: 'POST',
					path: jobs,
					body: {
						name: 'Reminders for Monday',
						callAgentId: known.agent,
						maxConcurrentDials: 3,
						rows: [{ toNumber: '+15550100030', inputs: { first_name: 'Anna' } }],
						fromPhoneNumberIds: [known.fromNumber, known.otherNumber],
						schedule: scheduleBody(true),
					},
				},
			],
		}),
		{ about: 'of items' },
	),

	row(
		'callBatch',
		'create',
		() => ({
			parameters: {
				name: 'Survey',
				callAgentId: given(known.otherAgent),
				maxConcurrentDials: 1,
				rowsFrom: 'items',
				toNumber: '+1 555 010 0031',
				callAgentInputMode: 'json',
				callAgentInputJson: '{ "first_name": "Bea", "visits": 3 }',
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createBatchDialJob',
					method: 'POST',
					path: jobs,
					body: {
						name: 'Survey',
						callAgentId: known.otherAgent,
						maxConcurrentDials: 1,
						rows: [{ toNumber: '+15550100031', inputs: { first_name: 'Bea', visits: '3' } }],
					},
				},
			],
		}),
		{ about: 'of items with variables as JSON' },
	),

	row(
		'callBatch',
		'create',
		() => ({
			parameters: {
				startNow: true,
				options: { maxCalls: 2 },
				name: 'List',
				callAgentId: given(known.agent),
				maxConcurrentDials: 2,
				rowsFrom: 'json',
				rowsJson:
					'[{ "toNumber": "+1 555 010 0032", "inputs": { "first_name": "Carl", "vip": true } }, { "toNumber": "+15550100033" }]',
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createBatchDialJob',
					method: 'POST',
					path: jobs,
					body: {
						name: 'List',
						callAgentId: known.agent,
						maxConcurrentDials: 2,
						rows: [
							{ toNumber: '+15550100032', inputs: { first_name: 'Carl', vip: 'true' } },
							{ toNumber: '+15550100033' },
						],
					},
				},
				{ operationId: 'getBatchDialJob', method: 'GET', path: `${jobs}/${NEW_ID}` },
				{
					operationId: 'pauseBatchDialJob',
					method: 'POST',
					path: `${jobs}/${NEW_ID}/paused`,
					body: { paused: false },
				},
			],
		}),
		{ about: 'of JSON, started' },
	),

	row('callBatch', 'update', () => ({
		parameters: {
			batchDialJobId: chosen(known.batch),
			updateFields: {
				maxConcurrentDials: 4,
				fromPhoneNumberIds: [known.fromNumber],
				schedule: schedule(false),
			},
		},
		requests: [
			{
				operationId: 'updateBatchDialJob',
				method: 'PUT',
				path: job,
				body: {
					maxConcurrentDials: 4,
					fromPhoneNumberIds: [known.fromNumber],
					schedule: scheduleBody(false),
				},
			},
		],
	})),

	row('callBatch', 'pause', () => paused(true)),
	row('callBatch', 'resume', () => paused(false)),
];
