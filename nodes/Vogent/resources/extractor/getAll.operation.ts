import { agentField } from '../../fields/ids';
import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the extractors of an agent. API page: "List Extractors". */
export const getAll = getMany({
	action: 'Get many extractors',
	description: 'List the extractors of an agent, with their IDs',
	...lists.extractors,
	ids: [agentField],
});
