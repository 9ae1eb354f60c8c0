import { textField } from '../../fields/simple';
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
		...signInFields,
	],
});
