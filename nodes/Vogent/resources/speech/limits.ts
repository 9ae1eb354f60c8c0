import { invalidField, type ItemFields } from '../../fields/field';

/** How many characters a text has: one for each emoji, say. */
export function lengthOf(text: string): number {
	return [...text].length;
}

/**
 * Gives the text, unless it is too long for the service: then throws a NodeOperationError that says how long it is.
 * API page: "Text to Speech" (limits).
 */
export function checkLength(item: ItemFields, what: string, text: string, most: number): string {
	const length = lengthOf(text);
	if (length > most) {
		throw invalidField(
			item,
			`${what} is too long: it has ${length} characters, and Vogent takes ${most}`,
			'Shorten it, or split it into several items.',
		);
	}
	return text;
}
