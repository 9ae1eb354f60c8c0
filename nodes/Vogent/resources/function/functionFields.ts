import { idTextField } from '../../fields/ids';
import { readPhoneNumbers } from '../../fields/phoneNumbers';
import { choiceField, mapField, textField, textsField, wrapField } from '../../fields/simple';

/** The function to work with; the API has no list of them. */
export const functionField = idTextField({
	name: 'functionId',
	label: 'Function ID',
	required: true,
	description: 'The ID that Create returns as "id"',
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

/** What a function does. The fields of an `api` function are not known: they go to "Other Fields (JSON)". */
export const functionType = choiceField({
	name: 'type',
	label: 'Type',
	fallback: 'transfer',
	options: [
		{
			name: 'API',
			value: 'api',
			description: 'Sends a request to your server. Add its settings in Other Fields (JSON).',
		},
		{ name: 'Transfer', value: 'transfer', description: 'Transfers the call to a phone number' },
	],
	description: 'What the function does',
});

/** What the agent says meanwhile. */
export const lifecycleMessages = wrapField(
	'started',
	textsField({
		name: 'lifecycleMessages',
		label: 'Start Messages',
		separator: 'line',
		placeholder: 'e.g. One moment, please.',
		description: 'What the agent says when it starts the function, one message per line',
	}),
);
