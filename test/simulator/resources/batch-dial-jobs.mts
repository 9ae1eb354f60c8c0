import { dials } from '../dials/rows.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

const jobs = new Collection(() => [
	{
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
	},
	{
		id: seedId('batch dial job 2'),
		maxConcurrentDials: 1,
		name: 'Survey',
		status: 'COMPLETE',
		callAgentId: seedId('agent 2'),
		createdAt: '2025-12-01T10:00:00Z',
	},
]);

/** Who started a job and which calls it has made are not told by the job itself. */
const startedBy = seedId('user 1');
const dialsOfJobs = new Map([[seedId('batch dial job 1'), [seedId('dial 1')]]]);

const queue = new Collection(() => [
	{
		id: seedId('queued dial 1'),
		toNumber: '+15550100004',
		batchDialJobId: seedId('batch dial job 1'),
		createdAt: '2026-01-05T08:55:00Z',
		inputs: { clinic: 'Riverside' },
	},
]);

export const batchDialJobOperations: Operations = {
	listBatchDialJobs(request) {
		const { status, callAgentId, userId } = request.query;
		const found = jobs
			.in(request.state)
			.filter((job) => status === undefined || job.status === status)
			.filter((job) => callAgentId === undefined || job.callAgentId === callAgentId)
			.filter(() => userId === undefined || userId === startedBy);
		return dataPage(request, 'batch dial jobs', found);
	},

	getBatchDialJob: (request) => jobOf(request),

	listBatchDialJobDials(request) {
		const { id } = jobOf(request);
		const made = dialsOfJobs.get(id) ?? [];
		const rows = dials.in(request.state).filter((dial) => made.includes(dial.id));
		return dataPage(request, `dials of ${id}`, rows);
	},

	listBatchDialJobQueue(request) {
		const { id } = jobOf(request);
		const rows = queue.in(request.state).filter((row) => row.batchDialJobId === id);
		return dataPage(request, `queue of ${id}`, rows);
	},
};

function jobOf({ state, params }: OperationRequest) {
	return findById(jobs.in(state), params.id, 'batch dial job');
}
