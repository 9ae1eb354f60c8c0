import type { Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

export const phoneNumbers = new Collection(() => [
	{
		id: seedId('phone number 1'),
		number: '+15550100001',
		type: 'PSTN',
		agentId: seedId('agent 1'),
	},
	{ id: seedId('phone number 2'), number: 'front-desk', type: 'SIP_USERNAME', agentId: null },
]);

export const phoneNumberOperations: Operations = {
	listPhoneNumbers: (request) => dataPage(request, 'phone numbers', phoneNumbers.in(request.state)),

	/** The reference gives a single number a number named `required`, and not the phone number. */
	getPhoneNumber({ state, params }) {
		const { id, type, agentId } = findById(phoneNumbers.in(state), params.id, 'phone number');
		return { id, required: 1, type, agentId };
	},
};
