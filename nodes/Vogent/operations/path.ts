import { readField, type BodyField } from '../fields/bodyField';
import type { ItemFields } from '../fields/read';

/**
 * The path of an item's request: with what these fields hold in place of each `{}`, as in `/agents/{}/extractors`. Throws
 * a NodeOperationError where an ID is missing.
 */
export function pathOf(item: ItemFields, path: string, ids: BodyField[]): string {
	const values = ids.map((field) => encodeURIComponent(String(readField(item, field) ?? '')));
	return path.replace(/\{\}/g, () => values.shift() ?? '');
}
