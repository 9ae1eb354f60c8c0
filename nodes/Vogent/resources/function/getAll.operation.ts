import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';
import { headerValuesOption, maskHeaders } from './headerValues';

/** Lists the functions of the workspace: in use, but in no reference, which does not tell of pages either. */
export const getAll = getMany({
	action: 'Get many functions',
	description: 'List the functions that agents can use in a call, with their IDs',
	...lists.functions,
	options: [headerValuesOption.property],
	present: maskHeaders,
});
