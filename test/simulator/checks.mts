import { Refusal } from './operation.mts';

/** Throws a Refusal 422 that tells all that is wrong with a request, when anything is. */
export function refuseWrong(errors: string[]): void {
	if (errors.length > 0) throw new Refusal(422, 'The request is not valid', errors);
}

/**
 * Takes a field, the id that it gives and the rows that have one; gives what is wrong: nothing when a row has it, or when
 * the field is left out or null.
 */
export function unknownId(
	field: string,
	id: string | null | undefined,
	rows: Array<{ id: string }>,
	what: string,
): string[] {
	const isRight = id === undefined || id === null || rows.some((row) => row.id === id);
	return isRight ? [] : [`/${field} is ${JSON.stringify(id)}, which no ${what} has`];
}

/** As unknownId, for a field with a list of ids. */
export function unknownIds(
	field: string,
	ids: string[] | undefined,
	rows: Array<{ id: string }>,
	what: string,
): string[] {
	return (ids ?? []).flatMap((id, index) => unknownId(`${field}/${index}`, id, rows, what));
}

/** Gives what is wrong with a field that needs some text when it is there. */
export function emptyText(field: string, text: string | undefined): string[] {
	return text === '' ? [`/${field} is empty`] : [];
}

/** Gives what is wrong with a field that holds a phone number when it is there. */
export function notE164(field: string, number: string | null | undefined): string[] {
	const isRight = /^\+[1-9]\d{1,14}$/.test(number ?? '+1000');
	return isRight ? [] : [`/${field} is ${number}, which is not E.164`];
}
