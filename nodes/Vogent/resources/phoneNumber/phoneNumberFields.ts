import type { IDataObject } from 'n8n-workflow';

import { idField } from '../../fields/ids';
import { readPhoneNumbers } from '../../fields/phoneNumbers';
import { mapField, textField, type FieldOptions } from '../../fields/simple';
import { lists } from '../../transport/lists';

/** The phone number to work with. */
export const phoneNumberField = idField({
	name: 'phoneNumberId',
	label: 'Phone Number',
	list: 'searchPhoneNumbers',
	required: true,
});

/** Where it is, for `pathOf`. API pages: "Phone Numbers". */
export const phoneNumberPath = `${lists.phoneNumbers.path}/{}`;

/** A phone number that the workspace is to have. */
export function newNumberField(named: Pick<FieldOptions, 'name' | 'description'>) {
	const label = 'Phone Number';
	const text = textField({
		...named,
		label,
		required: true,
		placeholder: 'e.g. +1 800 123 4567',
	});
	return mapField(text, (number, item) => readPhoneNumbers(item, label, [number])[0]);
}

/** With what a phone system signs in. */
export const signInFields = [
	textField({
		name: 'username',
		label: 'Username',
		required: true,
		placeholder: 'e.g. reception',
		description: 'The name to sign in with',
	}),
	textField({
		name: 'password',
		label: 'Password',
		required: true,
		password: true,
	}),
];

/**
 * Options for the ways of getting a number, which share one request of the API: its fields stand in a member of
 * their own, and one of them tells the user what it is. API page: "Create Phone Number".
 */
export function newNumber(
	type: 'purchase' | 'sip_import' | 'vogent_sip',
	member: string,
	nameField: string,
) {
	return {
		...lists.phoneNumbers,
		// The reference does not say that the answer always has an ID.
		expects: null,
		arrange: (members: IDataObject) => ({ type, [member]: members }),
		nameIn: (body: IDataObject) => (body[member] as IDataObject | null)?.[nameField],
	};
}
