import { get as getOperation } from '../../operations/request';
import { phoneNumberField, phoneNumberPath } from './phoneNumberFields';

/** Gives one phone number. API page: "Get Phone Number". */
export const get = getOperation({
	action: 'Get a phone number',
	description: 'Get a phone number and the agent that it is linked to',
	path: phoneNumberPath,
	ids: [phoneNumberField],
});
