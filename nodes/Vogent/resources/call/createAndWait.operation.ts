import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { numberField } from '../../descriptions/numberField';
import { DEFAULT_REQUEST_SETTINGS } from '../../descriptions/requestOptions';
import { createOnce } from '../../execution/createOnce';
import { runIndexOf } from '../../execution/runIndex';
import { readChoice, readNumber, type ItemFields, type NumberField } from '../../fields';
import { additionalFieldsOf } from '../../operations/create';
import type { AllRuns, ItemResult, ItemRun, Operation } from '../../operation';
import { stopSignal } from '../../transport/caller';
import { readConnection } from '../../transport/connection';
import { pause } from '../../transport/pace';
import { isPrivateAddress } from '../../webhook/hosts';
import { furtherFields, placingFields } from './callFields';
import { readCall } from './readCall';
import {
	lookAtCalls,
	lookUntilOneIsNotReady,
	parkedCall,
	WAIT_TARGETS,
	type WaitTarget,
} from './waiting';

const WAIT_LIMIT: NumberField = {
	parameter: 'waitMinutes',
	label: 'Wait Limit (Minutes)',
	fallback: 60,
	least: 1,
	most: 10_080,
};
const CHECK_EVERY: NumberField = {
	parameter: 'options.checkEverySeconds',
	label: 'Check Every (Seconds)',
	fallback: 0,
	least: 0,
	most: 3600,
};

/** How often n8n runs a node with Retry On Fail: as the user says, within these limits. */
const FEWEST_TRIES = 2;
const USUAL_TRIES = 3;
const MOST_TRIES = 5;

const waitFields: INodeProperties[] = [
	{
		displayName: 'Wait For',
		name: 'waitFor',
		type: 'options',
		// An event has no item of its own, for which an expression could be evaluated.
		noDataExpression: true,
		default: 'callEnded',
		options: [
			{ name: 'Call Ended', value: 'callEnded', description: 'The call is over' },
			{
				name: 'Extractor Result',
				value: 'extractor',
				description: 'The extractor has read the conversation',
			},
			{ name: 'Recording', value: 'recording', description: 'The recording can be downloaded' },
			{ name: 'Transcript', value: 'transcript', description: 'What was said is written down' },
		],
		description:
			'What must be ready for all calls before the workflow goes on. Calls that nobody answered are not waited for.',
	},
	numberField(
		WAIT_LIMIT,
		'After how many minutes the workflow goes on anyway, with "timedOut" in each item. The first item\'s value applies to all.',
	),
];

const options: INodeProperties[] = [
	numberField(
		CHECK_EVERY,
		"How often to check the calls where Vogent cannot reach your n8n. 0 waits for Vogent's events instead. The first item's value applies to all.",
	),
];

/**
 * Places the item's call, with this execution's own address for its events. Throws a NodeOperationError for a bad field,
 * and, before anybody is called, where the service could not reach that address; and what `createOnce` throws.
 * API page: "Create Dial" (`POST /dials`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const { name, body } = readCall(item);
	const { checkEvery } = readWait(item);
	const webhookUrl = checkEvery > 0 ? undefined : await resumeAddress(item);
	const placed = await createOnce(item, {
		name,
		request: async () => ({
			method: 'POST',
			path: '/dials',
			body: webhookUrl === undefined ? body : { ...body, webhookUrl },
			expects: 'dialId',
		}),
	});
	return [{ json: placed }];
}

/**
 * Waits for what the user has chosen, of all calls, and gives the calls (`Dial`). Waiting for events ends the run: the
 * execution is parked, and `resume` goes on when an event comes. Throws a NodeOperationError for a bad field.
 * API page: "Get Dial".
 */
async function together(runs: AllRuns): Promise<ItemResult[][]> {
	const { context, results } = runs;
	const { target, limit, checkEvery } = readWait(runs);
	const until = new Date(Date.now() + limit);
	const end = performance.now() + limit;
	const stop = stopSignal(context);
	if (isToBeTriedAgain(runs)) return results;
	const placed = results.flat().map(({ json }) => parkedCall(json));
	if (checkEvery === 0) {
		// Quickly: n8n takes no event until the execution is parked.
		const seen = await lookUntilOneIsNotReady(quick(runs), placed, target);
		if (!seen.isReady && !stop?.aborted) await park(context, placed, until);
		return seen.calls.map((json) => [{ json }]);
	}
	let look = await lookAtCalls(runs, placed, target);
	while (!look.isReady && performance.now() < end && !stop?.aborted) {
		await pause(Math.min(checkEvery, end - performance.now()), stop);
		look = await lookAtCalls(runs, placed, target);
	}
	return look.calls.map((json) => [{ json }]);
}

/**
 * Whether n8n will run the node again right away: with Retry On Fail and "Continue" it does so where the first item has
 * failed, and needs the items that it would lose by parking. The calls that were placed are remembered.
 */
function isToBeTriedAgain({ context, results }: AllRuns): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	if (!retryOnFail || results[0]?.[0]?.failed !== true) return false;
	const run = String(runIndexOf(context));
	const tries = (context.getContext('node').waitTries ??= {}) as Record<string, number>;
	tries[run] = (tries[run] ?? 0) + 1;
	const isLast =
		tries[run] >= Math.min(MOST_TRIES, Math.max(FEWEST_TRIES, maxTries || USUAL_TRIES));
	// Retry in the list of executions begins to count anew.
	if (isLast) delete tries[run];
	return !isLast;
}

/** One try, and not for long: an event will lead to another look. */
function quick(runs: AllRuns): AllRuns {
	return { ...runs, settings: { ...DEFAULT_REQUEST_SETTINGS, maxTries: 1 } };
}

/** How the user wants to wait; times are milliseconds. */
interface Wait {
	target: WaitTarget;
	limit: number;
	/** 0 for waiting for events. */
	checkEvery: number;
}

/** Reads it from the first item: it holds for all. Throws a NodeOperationError for a bad field. */
function readWait({ context }: ItemFields): Wait {
	const first = { context, itemIndex: 0 };
	return {
		target: readChoice(first, {
			parameter: 'waitFor',
			label: 'Wait For',
			choices: WAIT_TARGETS,
		}),
		limit: readNumber(first, WAIT_LIMIT) * 60_000,
		checkEvery: readNumber(first, CHECK_EVERY) * 1000,
	};
}

/** Lets n8n put the execution aside; the calls go on in place of the items that the node got. */
async function park(context: IExecuteFunctions, calls: IDataObject[], until: Date): Promise<void> {
	const items = calls.map((json, item) => ({ json: { ...json }, pairedItem: { item } }));
	const executeData = context.getExecuteData();
	executeData.data = { ...executeData.data, main: [items] };
	await context.putExecutionToWait(until);
}

/** Where the service is to send the call's events: this very execution. */
async function resumeAddress(item: ItemRun): Promise<string> {
	const { context, itemIndex } = item;
	const address = String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex));
	const { baseUrl } = await readConnection(item);
	if (isPrivateAddress(address) && !isPrivateAddress(baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			`Vogent cannot reach this n8n at ${new URL(address).origin}, so nobody was called`,
			{
				itemIndex,
				description:
					'Set the environment variable WEBHOOK_URL of this n8n (N8N_WEBHOOK_URL in newer versions) to its public address, or add the option "Check Every (Seconds)".',
			},
		);
	}
	return address;
}

export const createAndWait: Operation = {
	value: 'createAndWait',
	name: 'Create and Wait',
	action: 'Create a call and wait for its outcome',
	description: 'Make calls, and wait until they are over or their results are ready. Costs money.',
	creates: 'call',
	worksAsTool: false,
	fields: [...placingFields, ...waitFields, additionalFieldsOf(furtherFields, 'POST /dials')],
	options,
	run,
	together,
};
