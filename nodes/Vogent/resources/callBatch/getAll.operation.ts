import { idField } from '../../fields/ids';
import { choiceField, textField } from '../../fields/simple';
import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the jobs of the workspace. API page: "List Batch Dial Jobs". */
export const getAll = getMany({
	action: 'Get many call batches',
	description: 'List your call batches, with their IDs and status',
	...lists.callBatches,
	filters: [
		idField({
			name: 'callAgentId',
			label: 'Agent',
			list: 'searchAgents',
			description: 'Only return call batches of this agent',
		}),
		choiceField({
			name: 'status',
			label: 'Status',
			fallback: 'ACTIVE',
			options: [
				{ name: 'Active', value: 'ACTIVE' },
				{ name: 'Canceled', value: 'CANCELLED' },
				{ name: 'Complete', value: 'COMPLETE' },
				{ name: 'Initial', value: 'INIT' },
				{ name: 'Paused', value: 'PAUSED' },
			],
			description: 'Only return call batches with this status',
		}),
		textField({
			name: 'userId',
			label: 'User ID',
			placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
			description: 'Only return call batches of this user',
		}),
	],
});
