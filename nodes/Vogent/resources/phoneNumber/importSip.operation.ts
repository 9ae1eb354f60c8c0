import { textField } from '../../fields/simple';
import { create } from '../../operations/create';
import { newNumber, newNumberField, signInFields } from './phoneNumberFields';

/** Adds a number of another phone system by SIP, and gives it. API page: "Create Phone Number" (`sipImport`). */
export const importSip = create({
	value: 'importSip',
	name: 'Import (SIP)',
	action: 'Import a phone number by SIP',
	description: 'Use a phone number of another phone system in Vogent, by SIP',
	creates: 'phone number',
	...newNumber('sip_import', 'sipImport', 'phoneNumber'),
	fields: [
		newNumberField({ name: 'phoneNumber', description: 'The number of your phone system' }),
		textField({
			name: 'terminationUri',
			label: 'Termination URI',
			required: true,
			placeholder: 'e.g. example.pstn.twilio.com',
			description: 'Where your phone system takes calls by SIP',
		}),
		...signInFields,
	],
	listedBy: 'number',
});
