import { randomUUID } from 'node:crypto';
import { add, answerOf } from '../kept.mts';
import type { Resource, Resources } from '../kept.mts';
import { findById } from '../operation.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { takePage } from '../paging.mts';
import type { Row } from '../records.mts';
import { evalConfigs, evalRecords, evalResults, evalRuns } from '../seeds.mts';
import type { State } from '../state.mts';

/** How long a run takes on the simulator's clock. */
const RUN_MS = 10_000;

const record: Resource = {
	name: 'eval record',
	schema: 'EvalRecord',
	rows: evalRecords,
	keep({ recordType, dialId, ...prompt }, state, id) {
		const kept = evalRecords.in(state).find((row) => row.id === id);
		if (kept) return { prompt: { ...(kept.prompt as object), ...prompt } };
		return { recordType, ...(recordType === 'DIAL' ? { dialId } : { prompt }) };
	},
	isListed: ({ id, prompt }, { query: { search } }) =>
		typeof search !== 'string' || JSON.stringify([id, prompt]).includes(search),
};
const run: Resource = { name: 'eval run', schema: 'EvalRun', rows: evalRuns };
const result: Resource = { name: 'eval result', schema: 'EvalResult', rows: evalResults };

export const evaluationResources: Resources = {
	'/eval_configs': { name: 'eval config', schema: 'EvalConfig', rows: evalConfigs },
	'/eval_configs/{id}/records': record,
	'/eval_configs/{id}/runs': run,
};

export const evaluationOperations: Operations = {
	createEvalRun({ state, params, body }) {
		const config = findById(evalConfigs.in(state), params.id, 'eval config');
		const { evalRecordIds, ...input } = body as { evalRecordIds?: string[] };
		const started = add(state, run, { ...input, status: 'PENDING', parentId: config.id });
		const records = evalRecords
			.in(state)
			.filter(({ id, parentId }) => evalRecordIds?.includes(id) ?? parentId === config.id);
		state.clock.after(RUN_MS, () => Promise.resolve(finish(state, started, records)));
		return answerOf(run, started);
	},

	getEvalRun: (request) => answerOf(run, runOf(request)),

	cancelEvalRun(request) {
		const cancelled = runOf(request);
		cancelled.status = 'CANCELLED';
		return answerOf(run, cancelled);
	},

	listEvalResults(request) {
		const { id } = runOf(request);
		const ofRun = evalResults.in(request.state).filter(({ evalRunId }) => evalRunId === id);
		const { rows, cursor } = takePage(request, `eval results of ${id}`, ofRun);
		return { data: rows.map((row) => answerOf(result, row)), cursor };
	},

	getEvalResult: ({ state, params }) =>
		answerOf(result, findById(evalResults.in(state), params.id, result.name)),
};

function runOf({ state, params }: OperationRequest): Row {
	return findById(evalRuns.in(state), params.id, run.name);
}

/** A record fails whose prompt says so: how the service judges is its own affair. */
function finish(state: State, { id, ...found }: Row, records: Row[]): void {
	const finished = findById(evalRuns.in(state), id, run.name);
	if (finished.status === 'CANCELLED') return;
	const alerts = records.map(({ prompt }) => Number(/fail/i.test(JSON.stringify(prompt ?? ''))));
	records.forEach((one, index) => {
		const accurate = alerts[index] === 0;
		add(state, result, {
			id: randomUUID(),
			evalRunId: id,
			record: answerOf(record, one),
			numAlerts: alerts[index],
			results: [{ index: 0, accurate, modelOutput: 'Hello', reason: accurate ? '' : 'Impolite' }],
			createdAt: found.createdAt,
		});
	});
	const numFailing = alerts.filter(Boolean).length;
	finished.status = 'SUCCESS';
	finished.aggregateResult = { numFailing, numPassing: records.length - numFailing };
}
