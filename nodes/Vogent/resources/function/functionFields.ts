import type { IDataObject } from 'n8n-workflow';

import { idField } from '../../fields/ids';
import { jsonTextField, rowsField } from '../../fields/nested';
import { readPhoneNumbers } from '../../fields/phoneNumbers';
import {
	choiceField,
	mapField,
	switchField,
	textField,
	textsField,
	trimmedTextField,
} from '../../fields/simple';

/** The function to work with. */
export const functionField = idField({
	name: 'functionId',
	label: 'Function',
	list: 'searchFunctions',
	required: true,
});

/** Where it is, for `pathOf`. API pages: "Functions". */
export const functionPath = '/functions/{}';

/** What a function is called. */
export const functionName = textField({
	name: 'name',
	label: 'Name',
	required: true,
	placeholder: 'e.g. transfer_to_reception',
	description: 'What the agent calls the function',
});

/** When the agent uses it. */
export const functionDescription = textField({
	name: 'description',
	label: 'Description',
	required: true,
	rows: 3,
	placeholder: 'e.g. Transfers the call to the reception',
	description: 'Tells the agent what the function does, and when to use it',
});

/** What a function does. */
export const functionType = choiceField({
	name: 'type',
	label: 'Type',
	fallback: 'transfer',
	options: [
		{ name: 'API', value: 'api', description: 'Sends a request to a URL, and reads the answer' },
		{ name: 'Transfer', value: 'transfer', description: 'Transfers the call to a phone number' },
	],
	description: 'What the function does',
});

/** Where the function may transfer to; the API takes them as objects. */
export const allowedNumbers = mapField(
	textsField({
		name: 'allowedNumbers',
		label: 'Allowed Numbers',
		separator: 'comma',
		placeholder: 'e.g. +18001234567, +18007654321',
		description: 'The phone numbers that the agent may transfer to, separated by commas',
	}),
	(numbers, item) =>
		readPhoneNumbers(item, 'Allowed Numbers', numbers).map((number) => ({ number })),
);

/** Whether it may transfer anywhere. */
export const allowAnyNumber = switchField({
	name: 'allowAnyNumber',
	label: 'Allow Any Number',
	fallback: false,
	description:
		'Whether the agent may transfer to any phone number. Vogent advises against it: a caller could talk the agent into expensive calls.',
});

/** Where an API function sends its requests. In use, not in Vogent's reference, as are the three below. */
export const apiPath = trimmedTextField({
	name: 'apiPath',
	label: 'URL',
	required: true,
	placeholder: 'e.g. https://example.com/orders',
	description: 'Receives a POST request each time the agent uses the function',
});

/** What an API function sends along. */
export const headers = rowsField(
	{
		name: 'headers',
		label: 'Headers',
		row: { name: 'values', label: 'Header' },
		key: 'key',
		description: 'Sent with each request, such as a secret that your server checks',
	},
	[
		textField({ name: 'key', label: 'Name', placeholder: 'e.g. X-Api-Key' }),
		textField({ name: 'value', label: 'Value', password: true, sendEmpty: true }),
	],
);

/** What the agent has to find out before it uses an API function. */
export const inputJsonSchema = jsonTextField({
	name: 'inputJsonSchema',
	label: 'Input Schema (JSON)',
	description: 'A JSON Schema of the values that the agent sends',
});

/** What people see. */
export const displayName = textField({
	name: 'displayName',
	label: 'Display Name',
	placeholder: 'e.g. Look up an order',
	description: 'The name of the function in the Vogent dashboard',
});

/** What the agent says meanwhile, each a member of `lifecycleMessages`. */
export const messageFields = [
	textsField({
		name: 'started',
		label: 'Start Messages',
		separator: 'line',
		placeholder: 'e.g. One moment, please.',
		description: 'What the agent says when it starts the function, one message per line',
	}),
	textsField({
		name: 'waiting',
		label: 'Waiting Messages',
		separator: 'line',
		placeholder: 'e.g. Still looking.',
		description: 'What the agent says while it waits for the answer, one message per line',
	}),
	switchField({
		name: 'awaitSpeech',
		label: 'Await Speech',
		fallback: false,
		description: 'Whether to finish the start message before the function runs',
	}),
];

/** The members with the messages where the API has them; it wants the start messages, also where there are none. */
export function withMessages(
	{ started, waiting, awaitSpeech, ...members }: IDataObject,
	before?: IDataObject,
): IDataObject {
	const given = Object.entries({ started, waiting, awaitSpeech }).filter(
		([, value]) => value !== undefined,
	);
	if (given.length === 0) return members;
	const lifecycleMessages = { started: [], ...before, ...Object.fromEntries(given) };
	return { lifecycleMessages, ...members };
}
