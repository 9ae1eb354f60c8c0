import { readField, type Field, type ItemFields } from '../fields/field';

/** What makes the path of an item's request. Throws a NodeOperationError where an ID is missing. */
export type PathOf = (item: ItemFields) => string;

/** The path with the IDs that these fields hold in place of each `{}`: `/agents/{}/extractors`. */
export function pathWith(template: string, ...ids: Field[]): PathOf {
	return (item) => {
		const values = ids.map((field) => encodeURIComponent(String(readField(item, field) ?? '')));
		return template.replace(/\{\}/g, () => values.shift() ?? '');
	};
}
