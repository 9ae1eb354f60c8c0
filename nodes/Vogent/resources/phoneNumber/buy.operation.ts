import { create } from '../../operations/create';
import { newNumber, newNumberField } from './phoneNumberFields';

/** Buys a phone number, and gives it. API page: "Create Phone Number" (`purchase`). */
export const buy = create({
	value: 'buy',
	name: 'Buy',
	action: 'Buy a phone number (costs money)',
	description: 'Buy a phone number for your workspace. Costs money.',
	creates: 'phone number',
	...newNumber('purchase', 'purchase', 'number'),
	notice: 'Buys the number at once and charges your Vogent workspace',
	fields: [
		newNumberField({
			name: 'number',
			description: 'The number to buy, such as one that Search Available returns',
		}),
	],
	listedBy: 'number',
});
