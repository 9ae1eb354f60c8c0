import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the language models that the workspace can use. API page: "List Models". */
export const getAll = getMany({
	action: 'Get many models',
	description: 'List the language models for agents, with their IDs and options',
	...lists.models,
});
