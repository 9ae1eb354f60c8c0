import { randomUUID } from 'node:crypto';
import type { Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import type { PhoneNumber, PhoneNumberSeed } from '../records.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

export const phoneNumbers = new Collection<PhoneNumber>(() => [
	{
		id: seedId('phone number 1'),
		number: '+15550100001',
		type: 'PSTN',
		agentId: seedId('agent 1'),
	},
	{ id: seedId('phone number 2'), number: 'front-desk', type: 'SIP_USERNAME', agentId: null },
	{ id: seedId('phone number 3'), number: '+15550100005', type: 'PSTN', agentId: null },
]);

/** Adds phone numbers to those listed, filling in what is left out; gives them as added. */
export function addPhoneNumbers(state: State, seeds: PhoneNumberSeed[]): PhoneNumber[] {
	const added = seeds.map((seed): PhoneNumber => ({
		id: randomUUID(),
		type: 'PSTN',
		agentId: null,
		...seed,
	}));
	phoneNumbers.in(state).push(...added);
	return added;
}

export const phoneNumberOperations: Operations = {
	listPhoneNumbers: (request) => dataPage(request, 'phone numbers', phoneNumbers.in(request.state)),

	/** The reference gives a single number a number named `required`, and not the phone number. */
	getPhoneNumber({ state, params }) {
		const { id, type, agentId } = findById(phoneNumbers.in(state), params.id, 'phone number');
		return { id, required: 1, type, agentId };
	},
};
