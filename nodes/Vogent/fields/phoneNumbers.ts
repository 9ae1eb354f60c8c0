import { excerpt } from '../text/displayText';
import { truncateList } from '../text/truncateList';
import { invalidField, type ItemFields } from './field';

const MOST_LISTED = 20;

/**
 * Country codes behind which people write "(0)": the zero with which numbers are dialed inside the country, and which is
 * no part of them from outside. Where it is a part, as in Italy (39), San Marino (378), the Vatican (379), Ivory Coast
 * (225), Gabon (241) and the Congo (242), or where there is no such zero, the code is not here.
 */
const TRUNK_ZERO_CODES =
	'20|27|31|32|33|40|41|43|44|46|49|54|60|61|62|63|64|66|81|82|84|86|90|91|92|93|94|95|98|212|213|233|234|' +
	'249|251|254|255|256|260|263|264|353|355|358|359|373|374|380|381|382|383|385|386|387|389|421|880|886|961|' +
	'962|963|964|966|967|971|972|977';
const TRUNK_ZERO = new RegExp(`^\\(*\\+\\(*(${TRUNK_ZERO_CODES})\\)*\\(0\\)`);

/** What is left of one where it is not certain that it is to be left out. */
const UNCERTAIN_ZERO = '(0)';

/** Brackets of all kinds that are typed around digits. */
const OPENING = /[([{\uff08\uff3b]/g;
const CLOSING = /[)\]}\uff09\uff3d]/g;

/** Copied numbers often hold hyphens and spaces of other kinds, and marks that cannot be seen. A line break parts two. */
const BETWEEN_DIGITS =
	/[^\S\r\n]|[.\-\u2010-\u2015\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/**
 * A phone number as the API wants it (E.164: `+` and 7 to 15 digits, the first not 0), without the spaces, dots, dashes
 * and brackets that people write, and without the "(0)" behind a country code; undefined if that does not give one, or
 * not for certain. API page: "Create Dial" (`toNumber`).
 */
export function normalizePhoneNumber(given: string): string | undefined {
	const compact = compacted(given);
	const number = compact.includes(UNCERTAIN_ZERO) ? '' : compact.replace(/[()]/g, '');
	return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** What to do about numbers that are none, by what is wrong with them. */
export function phoneNumberAdvice(given: string[]): string {
	const compact = given.map(compacted);
	const adviceIf = (is: (number: string) => boolean, advice: string) =>
		compact.some(is) ? [advice] : [];
	return [
		'Write it with "+" and the country code, such as +18001234567. Spaces, dots, dashes and brackets are ignored.',
		...adviceIf((number) => number.includes(UNCERTAIN_ZERO), 'Write the number without (0).'),
		...adviceIf((number) => number.startsWith('00'), 'Write "+" instead of "00".'),
		...adviceIf((number) => /(?!\d)\p{Nd}/u.test(number), 'Use the digits 0 to 9.'),
	].join(' ');
}

/** Without what stands between digits, and without `tel:`, as in the address of a number. */
function compacted(given: string): string {
	return given
		.trim()
		.replace(/^tel:/i, '')
		.replace(BETWEEN_DIGITS, '')
		.replace(OPENING, '(')
		.replace(CLOSING, ')')
		.replace(TRUNK_ZERO, '+$1');
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
		const { shown, more } = truncateList(bad, MOST_LISTED);
		const list = [shown.join(', '), ...more].join(' ');
		const count =
			bad.length === 1 ? 'an invalid phone number' : `${bad.length} invalid phone numbers`;
		// An expression that was typed as a text.
		const hint = given.some((text) => text.includes('{{'))
			? 'Switch the field to Expression. '
			: '';
		const advice = `${list}. ${hint}${phoneNumberAdvice(given)}`;
		throw invalidField(item, `"${label}" has ${count}`, advice);
	}
	return numbers.filter((number) => number !== undefined);
}
