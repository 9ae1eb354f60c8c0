import type { IDataObject } from 'n8n-workflow';

import type { ItemResult, ItemRun } from '../../execution/run';
import { numberField, textField } from '../../fields/simple';
import { requestBody } from '../../fields/requestBody';
import type { Operation } from '../../operation';
import { isJsonObject } from '../../text/json';
import { apiRequest } from '../../transport/request';

const body = requestBody({
	request: 'POST /phone_numbers/search',
	fields: [
		textField({
			name: 'prefix',
			label: 'Prefix',
			required: true,
			placeholder: 'e.g. 415',
			description: 'What the numbers begin with, such as an area code',
		}),
		textField({
			name: 'country',
			label: 'Country',
			placeholder: 'e.g. US',
			description: 'The two-letter country code. Leave empty for US.',
		}),
		numberField({
			name: 'limit',
			label: 'Limit',
			required: true,
			fallback: 5,
			least: 1,
			description: 'Max number of results to return',
		}),
	],
});

const NUMBERS = 'numbers';

/**
 * Finds numbers that can be bought, one item each. The reference shows one number as the answer, and takes a limit: a
 * list is understood, too, of objects or of the numbers alone. Throws a NodeOperationError for a bad field, and what `apiRequest` throws.
 * API page: "Search Phone Numbers" (`POST /phone_numbers/search`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const answer = await apiRequest(item, {
		method: 'POST',
		path: '/phone_numbers/search',
		body: body.read(item),
		listAs: NUMBERS,
	});
	return numbersIn(answer).map((json) => ({ json }));
}

function numbersIn(answer: IDataObject): IDataObject[] {
	const list: unknown = answer[NUMBERS] ?? answer.data;
	if (!Array.isArray(list)) return [answer];
	return list.map((entry: unknown) => (isJsonObject(entry) ? entry : { number: String(entry) }));
}

export const searchAvailable: Operation = {
	value: 'searchAvailable',
	name: 'Search Available',
	action: 'Search available phone numbers',
	description: 'Find phone numbers that you can buy',
	worksAsTool: true,
	fields: body.properties,
	run,
};
