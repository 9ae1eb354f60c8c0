import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { runWithConcurrency, type AllRuns, type ItemResult } from '../../execution/run';
import { readField } from '../../fields/field';
import { numberField } from '../../fields/simple';
import type { Operation } from '../../operation';
import { create } from '../../operations/create';
import { stopSignal, withSignal } from '../../transport/caller';
import { reasonOf } from '../../transport/errors';
import { apiRequest } from '../../transport/request';
import { abortableSleep } from '../../transport/throttle';
import { runRequest } from './runFields';

const waitLimit = numberField({
	name: 'waitMinutes',
	label: 'Wait Limit (Minutes)',
	fallback: 10,
	least: 1,
	most: 1440,
	description:
		'After how many minutes the workflow goes on anyway, with "finished": false in each run that is under way. The first item\'s value applies to all.',
});

const CHECK_EVERY_MS = 5000;

/** Statuses that do not change by asking again. */
const REFUSALS = ['401', '403', '404'];

/** How many runs are looked up at the same time. */
const CONCURRENCY = 4;

/** The statuses of a run that goes on. API page: "Get Eval Run" (`status`). */
const UNDER_WAY = ['PENDING', 'RUNNING'];

const started = create({
	...runRequest,
	value: 'runAndWait',
	name: 'Run and Wait',
	action: 'Run an evaluation and wait (may cost money)',
	description: 'Evaluate a prompt version of an agent, and wait for the result. May cost money.',
});

/**
 * Looks up the runs that were started until none is under way, or the limit is reached: such a run goes on as it is, with
 * `finished: false`. Throws a NodeOperationError for a bad limit. API page: "Get Eval Run".
 */
async function runOnAll(runs: AllRuns): Promise<ItemResult[][]> {
	const { context, results } = runs;
	const limited = withSignal(
		context,
		AbortSignal.timeout(readField({ context, itemIndex: 0 }, waitLimit) * 60_000),
	);
	const patience = stopSignal(limited);
	const waited = results.flat();
	const refused = new Set<ItemResult>();
	const pending = () => waited.filter(({ json, failed }) => !failed && isUnderWay(json));
	const asked = () => pending().filter((result) => !refused.has(result));
	while (asked().length > 0) {
		await abortableSleep(CHECK_EVERY_MS, patience);
		if (patience?.aborted) break;
		const checked = asked();
		await runWithConcurrency(checked.length, CONCURRENCY, check, () => patience?.aborted === true);

		async function check(index: number): Promise<void> {
			const result = checked[index];
			if (result === undefined) return;
			const path = `/eval_runs/${encodeURIComponent(String(result.json.id))}`;
			const itemIndex = results.findIndex((ofItem) => ofItem.includes(result));
			const caller = { ...runs, context: limited, itemIndex };
			try {
				const run = await apiRequest(caller, { method: 'GET', path, expects: 'id' });
				const { note } = result.json;
				result.json = { ...run, ...(note === undefined ? {} : { note }) };
			} catch (error) {
				// The run goes on, and what was waited for would be lost: the next look may succeed.
				const reason = reasonOf(error);
				context.logger.debug(`Vogent: ${path} could not be looked up: ${reason}`);
				const isRefused = error instanceof NodeApiError && REFUSALS.includes(error.httpCode ?? '');
				if (!isRefused) return;
				refused.add(result);
				runs.hint(
					'Some runs were started, but cannot be looked up',
					`item ${itemIndex}: ${reason}`,
				);
			}
		}
	}
	for (const result of pending()) result.json = { ...result.json, finished: false };
	return results;
}

function isUnderWay({ status }: IDataObject): boolean {
	return UNDER_WAY.includes(String(status));
}

export const runAndWait: Operation = {
	...started,
	fields: [...started.fields, waitLimit.property],
	// A bad limit would be found after the runs have been paid for.
	check: (first) => void readField(first, waitLimit),
	runOnAll,
};
