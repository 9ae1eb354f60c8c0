import { randomUUID } from 'node:crypto';
import { place } from '../dials/place.mts';
import { answerOf } from '../kept.mts';
import type { Resource } from '../kept.mts';
import { findById } from '../operation.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { takePage } from '../paging.mts';
import type { Batch, Dial, QueuedDial } from '../dials/records.mts';
import { batches, dials } from '../dials/seeds.mts';
import type { State } from '../state.mts';

/** What both inputs of the contract have that is not kept as it is. */
interface Input {
	rows?: Array<Pick<QueuedDial, 'toNumber' | 'inputs'>>;
	schedule?: { days: unknown; timezone: string; disableSchedule?: boolean };
}

/** No answer tells a schedule that is switched off. */
export const batch: Resource = {
	name: 'batch dial job',
	schema: 'BatchDialJob',
	rows: batches,
	keep(body, state, id) {
		const { rows, schedule, ...fields } = body as Input;
		const { disableSchedule, ...shown } = schedule ?? {};
		const row = { batchDialJobId: id, createdAt: state.clock.date };
		return {
			...fields,
			...(schedule && { schedule: disableSchedule ? undefined : shown }),
			...(rows && {
				queue: rows.map((one) => ({ id: randomUUID(), ...row, ...one })),
				dialIds: [],
			}),
		};
	},
};

export const batchOperations: Operations = {
	/** A batch is created idle, and calls from when it is first not paused. It does not wait for its schedule. */
	pauseBatchDialJob(request) {
		const { state, body } = request;
		const found = batchOf(request);
		const { paused } = body as { paused: boolean };
		found.status = paused ? 'PAUSED' : 'ACTIVE';
		state.clock.after(0, () => Promise.resolve(goOn(state, found)));
		return answerOf(batch, found);
	},

	/** Those that are over: a call under way is neither here nor in the queue. */
	listBatchDialJobDials(request) {
		const { id, dialIds } = batchOf(request);
		const isOver = (dial: Dial) => dialIds.includes(dial.id) && dial.endedAt !== undefined;
		const { rows, cursor } = takePage(
			request,
			`dials of ${id}`,
			dials.in(request.state).filter(isOver),
		);
		return { data: rows, cursor };
	},

	listBatchDialJobQueue(request) {
		const { id, queue } = batchOf(request);
		const { rows, cursor } = takePage(request, `queue of ${id}`, queue);
		return { data: rows, cursor };
	},
};

function batchOf({ state, params }: OperationRequest): Batch {
	return findById(batches.in(state), params.id, batch.name);
}

/** Calls as many as may be called at once, and the next ones as calls end. */
function goOn(state: State, job: Batch): void {
	const { queue, dialIds, fromPhoneNumberIds: from = [] } = job;
	const isUnderWay = ({ id, endedAt }: { id: string; endedAt?: string }) =>
		dialIds.includes(id) && endedAt === undefined;
	let free = job.maxConcurrentDials - dials.in(state).filter(isUnderWay).length;
	for (; job.status === 'ACTIVE' && free > 0 && queue.length > 0; free--) {
		const [{ toNumber, inputs }] = queue.splice(0, 1) as [QueuedDial];
		const fromNumberId = from[dialIds.length % from.length] ?? null;
		const input = { callAgentId: job.callAgentId, toNumber, fromNumberId, callAgentInput: inputs };
		const call = place(state, input);
		dialIds.push(call.placed.dial.id);
		call.onceEnded = () => goOn(state, job);
	}
	const isDone = queue.length === 0 && free === job.maxConcurrentDials;
	if (job.status === 'ACTIVE' && isDone) job.status = 'COMPLETE';
}
