import { remove } from '../../operations/remove';
import { phoneNumberField, phoneNumberPath } from './phoneNumberFields';

/** Deletes a phone number. API page: "Delete Phone Number". */
export const deletePhoneNumber = remove({
	action: 'Delete a phone number',
	description: 'Delete a phone number from your workspace. You may not get it back.',
	path: phoneNumberPath,
	ids: [phoneNumberField],
	notice:
		'Removes the number from your Vogent workspace. Somebody else may get it, and you may not get it back.',
});
