import { agentField } from '../../fields/ids';
import { remove } from '../../operations/remove';

/** Deletes an agent. API page: "Delete Agent". */
export const deleteAgent = remove({
	action: 'Delete an agent',
	description: 'Delete an agent from Vogent. Calls can no longer be made with it.',
	path: '/agents/{}',
	ids: [agentField],
	notice: 'Deletes the agent from your Vogent workspace. This node cannot bring it back.',
});
