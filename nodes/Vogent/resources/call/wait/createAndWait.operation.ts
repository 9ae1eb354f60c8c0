import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { simplifyDial } from '../../../calls/dial';
import { createOnce } from '../../../execution/createOnce';
import {
	isTool,
	runIndexOf,
	type AllRuns,
	type ItemResult,
	type ItemRun,
} from '../../../execution/run';
import { simplifiedBy, simplifyField, simplifyFields } from '../../../fields/simplify';
import type { Operation } from '../../../operation';
import { DEFAULT_REQUEST_SETTINGS, stopSignal, withSignal } from '../../../transport/caller';
import { readConnection } from '../../../transport/credential';
import { abortableSleep } from '../../../transport/throttle';
import { isPrivateAddress } from '../../../webhook/hosts';
import { readCall, waitedCallFields } from '../callFields';
import { checkCalls, maxCallsOption } from '../checkCalls';
import { CHECK_AGAIN_FOR_MS, CHECK_AGAIN_MS, parkedCall, WaitedCalls } from './waitedCalls';
import { readWait, waitFields, waitOptions } from './waitFields';

const outcome = simplifiedBy(simplifyDial);

/** How often n8n runs a node with Retry On Fail: as the user says, within these limits. */
const FEWEST_TRIES = 2;
const USUAL_TRIES = 3;
const MOST_TRIES = 5;

/**
 * Places the item's call, with this execution's own address for its events, unless the user has given another. Throws a
 * NodeOperationError for a bad field, and, before anybody is called, where the service could not reach that address; and
 * what `createOnce` throws. API page: "Create Dial" (`POST /dials`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const { name, body, idempotencyKey } = readCall(item);
	const webhookUrl = body.webhookUrl ?? (readWait(item).polls ? undefined : await reachable(item));
	const placed = await createOnce(item, {
		name,
		request: async () => ({
			method: 'POST',
			path: '/dials',
			body: webhookUrl === undefined ? body : { ...body, webhookUrl },
			expects: 'dialId',
			hasKey: idempotencyKey !== undefined,
		}),
		idempotencyKey,
		eventsGoTo: webhookUrl as string | undefined,
	});
	return [{ json: placed }];
}

/**
 * Waits for what the user has chosen, of all calls, and gives the calls (`Dial`). Waiting for events ends the run: the
 * execution is parked, and `resume` goes on when an event comes. Throws a NodeOperationError for a bad field.
 * API page: "Get Dial".
 */
async function runOnAll(runs: AllRuns): Promise<ItemResult[][]> {
	const { context, results } = runs;
	const { target, limitMs, polls, checkEveryMs } = readWait(runs);
	if (isToBeTriedAgain(runs)) return results;
	const parks = !polls && hearsOfAll(runs);
	const calls = new WaitedCalls(
		results.flat().map(({ json }) => parkedCall(json)),
		target,
	);
	const until = new Date(Date.now() + limitMs);
	const limited = withSignal(context, AbortSignal.timeout(limitMs));
	// Before it parks: while the node ran, nobody could tell it of what is missing now.
	const patient = parks ? withSignal(limited, AbortSignal.timeout(CHECK_AGAIN_FOR_MS)) : limited;
	const patience = stopSignal(patient);
	for (;;) {
		// Quickly where it is to park: n8n takes no event before that.
		const caller = { ...runs, context: patient, ...(parks ? { settings: ONE_TRY } : {}) };
		await calls.check(caller, parks ? 'pending' : 'all');
		if (calls.isReady || patience?.aborted || (parks && calls.state !== 'over')) break;
		await abortableSleep(checkEveryMs, patience);
	}
	const outcomes = calls
		.results()
		.map((call, itemIndex) =>
			call.id === undefined ? call : outcome(call, { ...runs, itemIndex }),
		);
	if (parks && !calls.isReady && !stopSignal(limited)?.aborted)
		await park(context, outcomes, until);
	return outcomes.map((json, itemIndex) => {
		if (!isTool(context.getNode())) return [{ json }];
		return [{ json: outcomeForModel(json, results[itemIndex]?.[0]?.json.note) }];
	});
}

/**
 * Whether the events of all calls come to this execution. Those of a call that an execution before a Retry has placed go
 * to that one. Where they do not, a hint says what is done instead.
 */
function hearsOfAll({ context, ledger, results, hint }: AllRuns): boolean {
	const here = resumeAddress(context, 0);
	const elsewhere = results.flatMap(([result], item) =>
		result?.failed || ledger.find(item)?.eventsGoTo === here ? [] : [item],
	);
	for (const item of elsewhere) {
		hint(
			`The events of some calls go to another address, so all calls are checked every ${CHECK_AGAIN_MS / 1000} seconds`,
			`item ${item}`,
		);
	}
	return elsewhere.length === 0;
}

/** What the model of an AI agent needs of a call; `note` is what it is told of one that it has placed before. */
function outcomeForModel(call: IDataObject, note: IDataObject[string]): IDataObject {
	const told = note === undefined ? {} : { note };
	if (call.finished === false) {
		return {
			...call,
			...told,
			nextStep:
				'The call was placed and is not finished yet. Do not place it again. Get the call later by its dialId.',
		};
	}
	return { ...call, ...told };
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

const ONE_TRY = { ...DEFAULT_REQUEST_SETTINGS, maxTries: 1 };

/** Lets n8n put the execution aside; the calls go on in place of the items that the node got. */
async function park(context: IExecuteFunctions, calls: IDataObject[], until: Date): Promise<void> {
	const items = calls.map((json, item) => ({ json: { ...json }, pairedItem: { item } }));
	const executeData = context.getExecuteData();
	executeData.data = { ...executeData.data, main: [items] };
	context.getContext('node').waitUntil = until.getTime();
	await context.putExecutionToWait(until);
}

/** Where an event resumes this very execution. */
function resumeAddress(context: IExecuteFunctions, itemIndex: number): string {
	return String(context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex));
}

/** That address, for an item. Throws a NodeOperationError where the service cannot reach it. */
async function reachable(item: ItemRun): Promise<string> {
	const { context, itemIndex } = item;
	const address = resumeAddress(context, itemIndex);
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

/** An execution that goes on after an event can evaluate no expression for the items that it began with. */
function sameForAll(fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) =>
		field.name === simplifyField.property.name ? { ...field, noDataExpression: true } : field,
	);
}

export const createAndWait: Operation = {
	value: 'createAndWait',
	name: 'Create and Wait',
	// As a tool of an AI agent, the model is told this, and not the description.
	action: 'Create a call and wait (costs money, takes minutes)',
	description: 'Make calls, and wait until they are over or their results are ready. Costs money.',
	creates: 'call',
	worksAsTool: true,
	fields: waitedCallFields([...waitFields, ...sameForAll(simplifyFields)]),
	options: [...waitOptions, maxCallsOption.property],
	check: checkCalls,
	run,
	runOnAll,
};
