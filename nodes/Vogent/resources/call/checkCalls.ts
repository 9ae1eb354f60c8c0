import type { ItemRun } from '../../execution/run';
import { isAdded } from '../../fields/bodyField';
import { invalidField, readText } from '../../fields/read';
import { ADDITIONAL_FIELDS } from '../../operations/create';
import { IDEMPOTENCY_KEY } from './callFields';
import { checkMaxCalls } from './maxCalls';

/**
 * Throws a NodeOperationError where no call must be placed: there would be more than the user allows, or several with one
 * idempotency key, of which Vogent would place one.
 */
export function checkCalls(first: Pick<ItemRun, 'context' | 'itemIndex' | 'ledger'>): void {
	const { context } = first;
	const items = context.getInputData().map((_, itemIndex) => ({ context, itemIndex }));
	checkMaxCalls(first, items.length);
	const path = `${ADDITIONAL_FIELDS}.${IDEMPOTENCY_KEY.name}`;
	if (!isAdded(first, path)) return;
	const firstWith = new Map<string, number>();
	for (const item of items) {
		const key = readText(item, path, IDEMPOTENCY_KEY.label).trim();
		const earlier = firstWith.get(key);
		if (key !== '' && earlier !== undefined) {
			throw invalidField(
				item,
				`Items ${earlier} and ${item.itemIndex} have the same '${IDEMPOTENCY_KEY.label}', so nobody was called`,
				'Use what differs from item to item, such as the ID of a lead or an appointment.',
			);
		}
		firstWith.set(key, item.itemIndex);
	}
}
