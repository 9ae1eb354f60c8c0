import { agentField } from '../../fields/ids';
import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the prompt versions of an agent. API page: "List Versioned Prompts". */
export const getAll = getMany({
	action: 'Get many prompt versions',
	description: 'List the versions of the prompt that an agent follows, with their IDs',
	...lists.prompts,
	ids: [agentField],
});
