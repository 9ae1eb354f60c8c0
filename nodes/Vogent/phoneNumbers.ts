import { invalidField, type ItemFields } from './fields';
import { firstOf } from './firstOf';
import { excerpt } from './text/displayText';

const MOST_LISTED = 20;

/** How a phone number has to look, for errors. */
export const NUMBER_ADVICE =
	'Write it with "+" and the country code, such as +18001234567. Spaces, dots, dashes and brackets do not matter.';

/**
 * A phone number as the API wants it (E.164: `+` and 7 to 15 digits, the first not 0), without the spaces, dots, dashes
 * and brackets that people write; undefined if that does not give one. API page: "Create Dial" (`toNumber`).
 */
export function normalizePhoneNumber(given: string): string | undefined {
	// Copied numbers often hold hyphens and spaces of other kinds, and marks that cannot be seen.
	const number = given.replace(
		/[\s.()[\]\-\u2010-\u2015\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g,
		'',
	);
	return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/**
 * Several phone numbers as the API wants them. Throws a NodeOperationError that lists all that are none; `nameOf` says
 * which one it is, such as its row. API page: "Create Dial" (`toNumber`).
 */
export function readPhoneNumbers(
	item: ItemFields,
	label: string,
	given: string[],
	nameOf: (index: number) => string = () => '',
): string[] {
	const numbers = given.map(normalizePhoneNumber);
	const bad = given.flatMap((text, index) =>
		numbers[index] === undefined
			? [`${nameOf(index)}${text === '' ? '(empty)' : excerpt(text)}`]
			: [],
	);
	if (bad.length > 0) {
		const { shown, more } = firstOf(bad, MOST_LISTED);
		const list = [shown.join(', '), ...more].join(' ');
		const count =
			bad.length === 1 ? 'an invalid phone number' : `${bad.length} invalid phone numbers`;
		// An expression that was typed as a text.
		const hint = given.some((text) => text.includes('{{'))
			? 'Switch the field to Expression. '
			: '';
		const advice = `${list}. ${hint}${NUMBER_ADVICE}`;
		throw invalidField(item, `"${label}" has ${count}`, advice);
	}
	return numbers.filter((number) => number !== undefined);
}
