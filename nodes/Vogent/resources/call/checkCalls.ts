import { isTool, type ItemRun } from '../../execution/run';
import { invalidField, isAdded, readField, type ItemFields } from '../../fields/field';
import { numberField } from '../../fields/simple';
import { IDEMPOTENCY_KEY, readCall } from './callFields';

/** The first item, and what the execution has created so far. */
type First = Pick<ItemRun, 'context' | 'itemIndex' | 'ledger'>;

/** How many people one execution of the workflow may call. */
export const maxCallsOption = numberField({
	name: 'maxCalls',
	label: 'Max Calls per Execution',
	fallback: 100,
	least: 1,
	description:
		"How many calls this node may make in one execution. A run that would make more makes none. The first item's value applies to all.",
});

/** Throws a NodeOperationError where this run would make more calls than the user allows, earlier runs included. */
export function checkMaxCalls(first: First, calls: number): void {
	const { context, ledger } = first;
	const most = readField(first, maxCallsOption, 'options');
	const made = ledger.ofOtherRuns().reduce((sum, entry) => sum + (entry.calls ?? 1), 0);
	// A model may use a tool several times at once: nothing is written down of those that are under way.
	const before = isTool(context.getNode()) ? Math.max(made, ledger.reserve(calls)) : made;
	if (before + calls <= most) return;
	const after = before === 0 ? '' : ` after ${before} in earlier runs of this node`;
	throw invalidField(
		first,
		`This would make ${calls} calls${after}, but only ${most} are allowed, so none of them was made`,
		`To call all of them, add the option '${maxCallsOption.property.displayName}' and raise it.`,
	);
}

/**
 * Throws a NodeOperationError where no call must be placed: there would be more than the user allows, or several with one
 * idempotency key, of which Vogent would place one.
 */
export function checkCalls(first: First): void {
	const items = itemsOf(first);
	checkMaxCalls(first, items.length);
	// A tool that is asked for the same call again gives the one that there is.
	const others = isTool(first.context.getNode()) ? [] : first.ledger.ofOtherRuns();
	const usedBefore = new Set(others.map(({ idempotencyKey }) => idempotencyKey));
	const firstWith = new Map<string, number>();
	for (const item of items) {
		const key = keyOf(item);
		if (key === undefined) continue;
		const { itemIndex } = item;
		const earlier = firstWith.get(key);
		if (earlier !== undefined) {
			refuseKey(item, `Items ${earlier} and ${itemIndex} have the same`, ', so nobody was called');
		}
		if (usedBefore.has(key)) {
			refuseKey(
				item,
				`Item ${itemIndex} has the`,
				' of an earlier run of this node, and was not called',
			);
		}
		firstWith.set(key, itemIndex);
	}
}

function refuseKey(item: ItemFields, items: string, end: string): never {
	throw invalidField(
		item,
		`${items} '${IDEMPOTENCY_KEY.label}'${end}`,
		'Use what differs from call to call, such as the ID of a lead or an appointment.',
	);
}

/** The input items, to read their fields. */
export function itemsOf({ context }: Pick<ItemRun, 'context'>): ItemFields[] {
	return context.getInputData().map((_, itemIndex) => ({ context, itemIndex }));
}

/** An item's idempotency key. One whose fields cannot be used says so when its turn comes. */
function keyOf(item: ItemFields): string | undefined {
	const places = [IDEMPOTENCY_KEY.name, 'otherFields'].map((name) => `additionalFields.${name}`);
	if (!places.some((path) => isAdded(item, path))) return undefined;
	try {
		return readCall(item).idempotencyKey;
	} catch {
		return undefined;
	}
}
