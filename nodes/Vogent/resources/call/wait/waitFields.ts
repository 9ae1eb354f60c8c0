import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isTool } from '../../../execution/isTool';
import { numberField } from '../../../fields/numberField';
import { readChoice, readNumber, type NumberField } from '../../../fields/read';
import { CHECK_AGAIN_MS, WAIT_TARGETS, type WaitTarget } from './waitedCalls';

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

/** A model waits for the answer meanwhile. */
const TOOL_WAIT_LIMIT: NumberField = { ...WAIT_LIMIT, fallback: 10 };

const inWorkflows = { hide: { '@tool': [true] } };
const inTools = { show: { '@tool': [true] } };

const waitForField = (byDefault: WaitTarget): INodeProperties => ({
	displayName: 'Wait For',
	name: 'waitFor',
	type: 'options',
	// An event has no item of its own, for which an expression could be evaluated.
	noDataExpression: true,
	default: byDefault,
	options: [
		{ name: 'Call Ended', value: 'callEnded', description: 'The call is over' },
		{
			name: 'Extractor Result',
			value: 'extractor',
			description: 'The extractor has read the conversation',
		},
		{ name: 'Recording', value: 'recording', description: 'The recording can be downloaded' },
		{ name: 'Transcript', value: 'transcript', description: 'The transcript is ready' },
	],
	description:
		'What must be ready for all calls before the workflow goes on. Calls that nobody answered are not waited for.',
});

const limitField = (limit: NumberField) =>
	numberField(
		limit,
		'After how many minutes the workflow goes on anyway, with "finished": false in each item that is not ready. The first item\'s value applies to all.',
	);

/** The fields of waiting. As a tool it has defaults of its own. */
export const waitFields: INodeProperties[] = [
	{ ...waitForField('callEnded'), displayOptions: inWorkflows },
	{ ...waitForField('transcript'), displayOptions: inTools },
	{ ...limitField(WAIT_LIMIT), displayOptions: inWorkflows },
	{ ...limitField(TOOL_WAIT_LIMIT), displayOptions: inTools },
];

/** The options of waiting. */
export const waitOptions: INodeProperties[] = [
	numberField(
		CHECK_EVERY,
		"How often to check the calls where Vogent cannot reach your n8n. 0 waits for Vogent's events instead. A tool of an AI agent always checks, every 30 seconds for 0. The first item's value applies to all.",
	),
];

/** What the canvas says while the execution is parked. An expression as the limit cannot be evaluated there. */
export const WAITING_TOOLTIP =
	'={{ "Waiting for calls" + ($rawParameter.waitMinutes > 0 ? ", at most " + $rawParameter.waitMinutes + " min" : "") }}';

/** How the user wants to wait. */
export interface Wait {
	target: WaitTarget;
	limitMs: number;
	/** Whether the calls are checked by the running node, instead of waiting for events. */
	polls: boolean;
	checkEveryMs: number;
}

/** Reads it from the first item: it holds for all. Throws a NodeOperationError for a bad field. */
export function readWait({ context }: { context: IExecuteFunctions }): Wait {
	const first = { context, itemIndex: 0 };
	const checkEvery = readNumber(first, CHECK_EVERY);
	return {
		target: readChoice(first, {
			parameter: 'waitFor',
			label: 'Wait For',
			choices: WAIT_TARGETS,
		}),
		limitMs: readNumber(first, WAIT_LIMIT) * 60_000,
		polls: checkEvery > 0 || isTool(context.getNode()),
		checkEveryMs: checkEvery * 1000 || CHECK_AGAIN_MS,
	};
}
