import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the phone numbers of the workspace. API page: "List Phone Numbers". */
export const getAll = getMany({
	action: 'Get many phone numbers',
	description: 'List your phone numbers, with their IDs and linked agents',
	...lists.phoneNumbers,
});
