import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../../execution/run';
import { numberField } from '../../fields/numberField';
import { readNumber, type NumberField } from '../../fields/read';

const MAX_CALLS: NumberField = {
	parameter: 'options.maxCalls',
	label: 'Max Calls per Execution',
	fallback: 100,
	least: 1,
};

/** How many people one execution of the workflow may call. */
export const maxCallsOption: INodeProperties = numberField(
	MAX_CALLS,
	"How many calls this node may make in one execution. If there would be more, it makes none. The first item's value applies to all.",
);

/** Throws a NodeOperationError where this run would call more people than the user allows, earlier runs included. */
export function checkMaxCalls(
	{ context, itemIndex, ledger }: Pick<ItemRun, 'context' | 'itemIndex' | 'ledger'>,
	calls: number,
): void {
	const most = readNumber({ context, itemIndex }, MAX_CALLS);
	const before = ledger.callsOfOtherRuns();
	if (before + calls <= most) return;
	const made = before === 0 ? '' : ` after ${before} in earlier runs of this node`;
	throw new NodeOperationError(
		context.getNode(),
		`This would make ${calls} calls${made}, but only ${most} are allowed, so nobody was called`,
		{
			itemIndex,
			description: `If all of them should be called, add the option '${MAX_CALLS.label}' and raise it.`,
		},
	);
}
