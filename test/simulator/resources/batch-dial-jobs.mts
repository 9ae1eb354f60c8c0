import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { emptyText, notE164, refuseWrong, unknownId, unknownIds } from '../checks.mts';
import { Batch } from '../dials/batch.mts';
import type { QueuedDial } from '../dials/batch.mts';
import { dials } from '../dials/rows.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { scheduleErrors, shownSchedule } from '../schedule.mts';
import type { ScheduleInput } from '../schedule.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';
import { phoneNumbers } from './phone-numbers.mts';

/** UpdateBatchDialJobInput of the contract. */
interface UpdateInput {
	maxConcurrentDials?: number;
	fromPhoneNumberIds?: string[];
	schedule?: ScheduleInput;
}

/** CreateBatchDialJobInput of the contract. */
interface CreateInput extends UpdateInput {
	callAgentId: string;
	maxConcurrentDials: number;
	name: string;
	rows: Array<Pick<QueuedDial, 'toNumber' | 'inputs'>>;
}

/** A job that is there from the start calls nobody before it is changed. */
const batches = new Collection(() => {
	const reminders = new Batch({
		id: seedId('batch dial job 1'),
		maxConcurrentDials: 2,
		name: 'Reminders',
		status: 'ACTIVE',
		callAgentId: seedId('agent 1'),
		createdAt: '2026-01-05T08:55:00Z',
		fromPhoneNumberIds: [seedId('phone number 1')],
		schedule: {
			days: [{ dayOfWeek: 1, timeSlots: [{ startTime: '09:00', endTime: '17:00' }] }],
			timezone: 'America/New_York',
		},
	});
	reminders.add([
		{
			id: seedId('queued dial 1'),
			toNumber: '+15550100004',
			inputs: { clinic: 'Riverside' },
		},
	]);
	reminders.dialIds.push(seedId('dial 1'));
	const survey = new Batch({
		id: seedId('batch dial job 2'),
		maxConcurrentDials: 1,
		name: 'Survey',
		status: 'COMPLETE',
		callAgentId: seedId('agent 2'),
		createdAt: '2025-12-01T10:00:00Z',
	});
	return [reminders, survey];
});

/** Who started a job is not told by the job itself. */
const startedBy = seedId('user 1');

export const batchDialJobOperations: Operations = {
	listBatchDialJobs(request) {
		const { status, callAgentId, userId } = request.query;
		const found = batches
			.in(request.state)
			.map(({ job }) => job)
			.filter((job) => status === undefined || job.status === status)
			.filter((job) => callAgentId === undefined || job.callAgentId === callAgentId)
			.filter(() => userId === undefined || userId === startedBy);
		return dataPage(request, 'batch dial jobs', found);
	},

	getBatchDialJob: (request) => batchOf(request).job,

	createBatchDialJob({ state, body }) {
		const { rows, schedule, ...fields } = body as CreateInput;
		const { name, callAgentId } = fields;
		refuseWrong([
			...emptyText('name', name),
			...unknownId('callAgentId', callAgentId, agents.in(state), 'agent'),
			...errorsOf(state, body as CreateInput),
			...(rows.length === 0 ? ['/rows is empty'] : []),
			...rows.flatMap(({ toNumber }, index) => notE164(`rows/${index}/toNumber`, toNumber)),
		]);
		const batch = new Batch({
			id: randomUUID(),
			status: 'INIT',
			createdAt: state.clock.date,
			...fields,
			...(schedule ? { schedule: shownSchedule(schedule) } : {}),
		});
		batch.add(rows);
		batches.in(state).push(batch);
		batch.goOn(state);
		return batch.job;
	},

	updateBatchDialJob(request) {
		const batch = batchOf(request);
		const changes = request.body as UpdateInput;
		refuseWrong(errorsOf(request.state, changes));
		const { schedule } = changes;
		Object.assign(batch.job, changes, schedule ? { schedule: shownSchedule(schedule) } : {});
		batch.goOn(request.state);
		return batch.job;
	},

	pauseBatchDialJob(request) {
		const batch = batchOf(request);
		const { job } = batch;
		const isOver = job.status === 'COMPLETE' || job.status === 'CANCELLED';
		refuseWrong(isOver ? [`The job is ${job.status}, which cannot be changed`] : []);
		const { paused } = request.body as { paused: boolean };
		job.status = paused ? 'PAUSED' : 'ACTIVE';
		batch.goOn(request.state);
		return job;
	},

	listBatchDialJobDials(request) {
		const { job, dialIds } = batchOf(request);
		const made = new Set(dialIds);
		const rows = dials.in(request.state).filter(({ id }) => made.has(id));
		return dataPage(request, `dials of ${job.id}`, rows);
	},

	listBatchDialJobQueue(request) {
		const { job, queue } = batchOf(request);
		return dataPage(request, `queue of ${job.id}`, queue);
	},
};

function batchOf({ state, params }: OperationRequest): Batch {
	return findById(batches.in(state), params.id, 'batch dial job');
}

function errorsOf(state: State, input: UpdateInput): string[] {
	const { maxConcurrentDials = 1, fromPhoneNumberIds, schedule } = input;
	return [
		...(maxConcurrentDials < 1
			? [`/maxConcurrentDials is ${maxConcurrentDials}, with which nobody is called`]
			: []),
		...unknownIds('fromPhoneNumberIds', fromPhoneNumberIds, phoneNumbers.in(state), 'phone number'),
		...(schedule ? scheduleErrors(schedule) : []),
	];
}
