import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { failedJson } from '../../execution/failures';
import type { ItemResult, ItemRun } from '../../execution/run';
import { invalidField } from '../../fields/field';
import { displayText } from '../../text/displayText';
import { stopSignal } from '../../transport/caller';
import { reasonOf } from '../../transport/errors';
import { apiRequest, type RetryBudget } from '../../transport/request';

const PARAMETER = 'startNow';

/** Whether the batch makes its calls at once. No expression, so that no model and no item can switch it on. */
export const startNowFields: INodeProperties[] = [
	{
		displayName: 'Start Now',
		name: PARAMETER,
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to start calling right after the batch is created. If off, the batch waits until you resume it.',
	},
	{
		displayName:
			'Calls everyone in the list. Without a schedule, calls begin at any hour of the day.',
		name: 'startNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { [PARAMETER]: [true] } },
	},
];

/** Whether the user wants it, for all items. */
export function startsNow({ context }: Pick<ItemRun, 'context'>): boolean {
	return context.getNodeParameter(PARAMETER, 0, false, { rawExpressions: true }) === true;
}

/**
 * Starts a batch that was created, unless it was started meanwhile, and gives it as it then is. Throws a
 * NodeOperationError that says what is known of it, or gives that beside the batch where the user chose to continue.
 * API pages: "Get Batch Dial Job", "Pause Batch Dial Job".
 */
export async function startBatch(
	item: ItemRun,
	batch: IDataObject,
): Promise<Pick<ItemResult, 'json' | 'failed'> & { isStarted: boolean }> {
	const path = `/batch_dial_jobs/${encodeURIComponent(String(batch.id))}`;
	const told = batch.note === undefined ? {} : { note: batch.note };
	const start: RetryBudget = { left: item.settings.maxTries };
	try {
		// An earlier try may have started it, and somebody may have paused it since.
		const now = await apiRequest(item, { method: 'GET', path, expects: 'id' });
		if (now.status !== 'INIT' || stopSignal(item.context)?.aborted) {
			return { json: { ...now, ...told }, isStarted: false };
		}
		const started = await apiRequest(item, {
			method: 'POST',
			path: `${path}/paused`,
			body: { paused: false },
			expects: 'id',
			budget: start,
		});
		return { json: { ...started, ...told }, isStarted: true };
	} catch (error) {
		const outcome = start.outcomeUnknown
			? 'it is not known whether it has begun to call'
			: 'nobody has been called';
		const message = `The call batch ${String(batch.id)} was created, but starting it failed, and ${outcome}: ${reasonOf(error)}`;
		if (item.context.continueOnFail()) {
			const json = failedJson(item.context.getNode(), displayText(message), batch);
			return { json, failed: true, isStarted: false };
		}
		const advice =
			"Check it in Vogent. 'Resume' starts it. If this execution is tried again, no second batch is created.";
		throw invalidField(item, message, advice);
	}
}
