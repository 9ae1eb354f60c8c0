import type { ItemRun } from '../../execution/run';
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
		"How many calls this node may make in one execution. If there would be more, it makes none. The first item's value applies to all.",
});

/** Throws a NodeOperationError where this run would make more calls than the user allows, earlier runs included. */
export function checkMaxCalls(first: First, calls: number): void {
	const most = readField(first, maxCallsOption, 'options');
	const before = first.ledger.callsOfOtherRuns();
	if (before + calls <= most) return;
	const made = before === 0 ? '' : ` after ${before} in earlier runs of this node`;
	throw invalidField(
		first,
		`This would make ${calls} calls${made}, but only ${most} are allowed, so nobody was called`,
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
	const firstWith = new Map<string, number>();
	for (const item of items) {
		const given = keyOf(item);
		if (typeof given !== 'string' || given === '') continue;
		const earlier = firstWith.get(given);
		if (earlier !== undefined) {
			throw invalidField(
				item,
				`Items ${earlier} and ${item.itemIndex} have the same '${IDEMPOTENCY_KEY.label}', so nobody was called`,
				'Use what differs from item to item, such as the ID of a lead or an appointment.',
			);
		}
		firstWith.set(given, item.itemIndex);
	}
}

/** The input items, to read their fields. */
export function itemsOf({ context }: Pick<ItemRun, 'context'>): ItemFields[] {
	return context.getInputData().map((_, itemIndex) => ({ context, itemIndex }));
}

/** An item's idempotency key. One whose fields cannot be used says so when its turn comes. */
function keyOf(item: ItemFields): unknown {
	const places = [IDEMPOTENCY_KEY.name, 'otherFields'].map((name) => `additionalFields.${name}`);
	if (!places.some((path) => isAdded(item, path))) return undefined;
	try {
		return readCall(item).body[IDEMPOTENCY_KEY.name];
	} catch {
		return undefined;
	}
}
