import type { Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';

const functions = new Collection(() => [
	{
		id: seedId('function 1'),
		name: 'to_front_desk',
		description: 'Puts the caller through to the front desk',
		type: 'transfer',
		allowedNumbers: [{ number: '+15550100002' }],
		lifecycleMessages: { started: ['I will put you through.'] },
	},
]);

export const functionOperations: Operations = {
	getFunction: ({ state, params }) => findById(functions.in(state), params.id, 'function'),
};
