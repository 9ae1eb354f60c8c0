import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';
import { simplifyAgent } from './simplifyAgent';

/** Lists the agents of the workspace. API page: "List Agents". */
export const getAll = getMany({
	action: 'Get many agents',
	description: 'List your agents, with their IDs',
	...lists.agents,
	simplify: simplifyAgent,
});
