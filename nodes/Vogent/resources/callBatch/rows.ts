import type { IDataObject } from 'n8n-workflow';

import { readField, type ItemFields } from '../../fields/field';
import { jsonListField } from '../../fields/nested';
import { readPhoneNumbers } from '../../fields/phoneNumbers';
import { textField } from '../../fields/simple';
import { isJsonObject, textOf } from '../../text/json';
import { TO_NUMBER } from '../call/callFields';
import { readVariables } from '../call/variables';

const EXAMPLE = '[{ "toNumber": "+18001234567", "inputs": { "first_name": "Anna" } }]';

const rowNumber = {
	...TO_NUMBER,
	description:
		'The phone number to call, with the country code. Drag it here from the input, so that each item gives its own.',
};

/** Whom to call, of each item. Read as if it may be empty: one error lists all items without a number. */
export const rowNumberField = {
	...textField({ ...rowNumber, required: false }),
	property: textField(rowNumber).property,
};

/** Whom to call, of all. */
export const rowsJsonField = jsonListField({
	name: 'rowsJson',
	label: 'People to Call (JSON)',
	example: EXAMPLE,
	displayOptions: { show: { rowsFrom: ['json'] } },
	description: `A list such as ${EXAMPLE}, with the prompt variables as "inputs"`,
});

/**
 * A row of the job for each input item: whom to call, and the values for the prompt's variables. Throws a
 * NodeOperationError that lists all phone numbers that are none. API page: "Create Batch Dial Job" (`rows`).
 */
export function rowsOfItems({ context }: ItemFields): IDataObject[] {
	const items = context.getInputData().map((_, itemIndex) => ({ context, itemIndex }));
	const given = items.map((item) => (readField(item, rowNumberField) ?? '').trim());
	const first = { context, itemIndex: 0 };
	const numbers = readPhoneNumbers(first, TO_NUMBER.label, given, (index) => `item ${index}: `);
	return items.map((item, index) => {
		const inputs = readVariables(item);
		const given = inputs === undefined ? {} : { inputs: textsOf(inputs) };
		return { toNumber: numbers[index], ...given };
	});
}

/**
 * The rows that the user gives as JSON: objects with `toNumber` and, if wanted, `inputs`. Throws a NodeOperationError for
 * what is none, and one that lists all phone numbers that are none. API page: "Create Batch Dial Job" (`rows`).
 */
export function rowsOfJson(item: ItemFields): IDataObject[] {
	const rows = readField(item, rowsJsonField);
	const numbers = readPhoneNumbers(
		item,
		rowsJsonField.property.displayName,
		rows.map(({ toNumber }) => String(toNumber ?? '').trim()),
		(index) => `person ${index + 1}: `,
	);
	return rows.map((row, index) => ({
		...row,
		toNumber: numbers[index],
		...(isJsonObject(row.inputs) ? { inputs: textsOf(row.inputs) } : {}),
	}));
}

/** The API takes the values of variables as texts only. */
function textsOf(inputs: IDataObject): IDataObject {
	const given = Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(given.map(([name, value]) => [name, textOf(value)]));
}
