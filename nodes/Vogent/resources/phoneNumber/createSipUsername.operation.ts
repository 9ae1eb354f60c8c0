import type { Field } from '../../fields/field';
import { invalidField } from '../../fields/field';
import { mapField, textField } from '../../fields/simple';
import { create } from '../../operations/create';
import { newNumber, signInFields } from './phoneNumberFields';

/** Makes a SIP username at Vogent, and gives it. API page: "Create Phone Number" (`vogentSip`). */
export const createSipUsername = create({
	value: 'createSipUsername',
	name: 'Create SIP Username',
	action: 'Create a SIP username',
	description: 'Create a SIP username that your phone system can send calls to',
	creates: 'SIP username',
	...newNumber('vogent_sip', 'vogentSip', 'username'),
	fields: [
		textField({
			name: 'sipPrefix',
			label: 'SIP Prefix',
			required: true,
			placeholder: 'e.g. my-company',
			description: 'What the SIP address begins with',
		}),
		...signInFields.map(atLeast5Characters),
	],
});

function atLeast5Characters(field: Field<string | undefined>): Field<string | undefined> {
	return mapField(field, (text, item) => {
		if (text.length >= 5) return text;
		const message = `'${field.property.displayName}' must have at least 5 characters`;
		throw invalidField(item, message, 'Enter a longer one.');
	});
}
