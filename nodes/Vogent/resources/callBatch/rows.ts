import type { IDataObject } from 'n8n-workflow';

import { readPhoneNumbers } from '../../fields/phoneNumbers';
import { readJsonList, readText, type ItemFields } from '../../fields/read';
import { isJsonObject } from '../../text/json';
import { readVariables } from '../call/readCall';

const LABEL = 'To Number';

/** How people to call look as JSON. */
export const EXAMPLE = '[{ "toNumber": "+18001234567", "inputs": { "first_name": "Anna" } }]';

/**
 * A row of the job for each input item: whom to call, and the values for the prompt's variables. Throws a
 * NodeOperationError that lists all phone numbers that are none. API page: "Create Batch Dial Job" (`rows`).
 */
export function rowsOfItems({ context }: ItemFields): IDataObject[] {
	const items = context.getInputData().map((_, itemIndex) => ({ context, itemIndex }));
	const given = items.map((item) => readText(item, 'toNumber', LABEL).trim());
	const first = { context, itemIndex: 0 };
	const numbers = readPhoneNumbers(first, LABEL, given, (index) => `item ${index}: `);
	return items.map((item, index) => {
		const inputs = readVariables(item);
		return { toNumber: numbers[index], ...(inputs === undefined ? {} : { inputs: texts(inputs) }) };
	});
}

/**
 * The rows that the user gives as JSON: objects with `toNumber` and, if wanted, `inputs`. Throws a NodeOperationError for
 * what is none, and one that lists all phone numbers that are none. API page: "Create Batch Dial Job" (`rows`).
 */
export function rowsOfJson(item: ItemFields): IDataObject[] {
	const label = 'People to Call (JSON)';
	const rows = readJsonList(item, 'rowsJson', label, EXAMPLE);
	const numbers = readPhoneNumbers(
		item,
		label,
		rows.map(({ toNumber }) => String(toNumber ?? '').trim()),
		(index) => `person ${index + 1}: `,
	);
	return rows.map((row, index) => ({
		...row,
		toNumber: numbers[index],
		...(isJsonObject(row.inputs) ? { inputs: texts(row.inputs) } : {}),
	}));
}

/** The API takes the values of variables as texts only. */
function texts(inputs: IDataObject): IDataObject {
	const given = Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(
		given.map(([name, value]) => [
			name,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);
}
