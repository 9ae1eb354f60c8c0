import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isTool } from '../../../execution/run';
import { readField } from '../../../fields/field';
import { choiceField, numberField } from '../../../fields/simple';
import { CHECK_AGAIN_MS, type WaitTarget } from './waitedCalls';

const inWorkflows = { hide: { '@tool': [true] } };
const inTools = { show: { '@tool': [true] } };

const waitFor = (fallback: WaitTarget) =>
	choiceField({
		name: 'waitFor',
		label: 'Wait For',
		// An event has no item of its own, for which an expression could be evaluated.
		noDataExpression: true,
		fallback,
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

const waitLimit = (fallback: number) =>
	numberField({
		name: 'waitMinutes',
		label: 'Wait Limit (Minutes)',
		fallback,
		least: 1,
		most: 10_080,
		description:
			'After how many minutes the workflow goes on anyway, with "finished": false in each item that is not ready. The first item\'s value applies to all.',
	});

const checkEvery = numberField({
	name: 'checkEverySeconds',
	label: 'Check Every (Seconds)',
	fallback: 0,
	least: 0,
	most: 3600,
	description:
		"How often to check the calls where Vogent cannot reach your n8n. 0 waits for Vogent's events instead. A tool of an AI agent always checks, every 30 seconds for 0. The first item's value applies to all.",
});

const target = waitFor('callEnded');
const limit = waitLimit(60);

/** The fields of waiting. As a tool, where a model waits for the answer meanwhile, it has defaults of its own. */
export const waitFields: INodeProperties[] = [
	{ ...target.property, displayOptions: inWorkflows },
	{ ...waitFor('transcript').property, displayOptions: inTools },
	{ ...limit.property, displayOptions: inWorkflows },
	{ ...waitLimit(10).property, displayOptions: inTools },
];

/** The options of waiting. */
export const waitOptions: INodeProperties[] = [checkEvery.property];

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
	const checkSeconds = readField(first, checkEvery, 'options');
	return {
		target: readField(first, target),
		limitMs: readField(first, limit) * 60_000,
		polls: checkSeconds > 0 || isTool(context.getNode()),
		checkEveryMs: checkSeconds * 1000 || CHECK_AGAIN_MS,
	};
}
