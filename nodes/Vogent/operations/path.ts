import { readField, type Field, type ItemFields } from '../fields/field';

/**
 * The path of an item's request: with what these fields hold in place of each `{}`, as in `/agents/{}/extractors`. Throws
 * a NodeOperationError where an ID is missing.
 */
export function pathOf(item: ItemFields, path: string, ids: Field[]): string {
	const values = ids.map((field) => encodeURIComponent(String(readField(item, field) ?? '')));
	return path.replace(/\{\}/g, () => values.shift() ?? '');
}
