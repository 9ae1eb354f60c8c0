import { textField } from '../../fields/simple';
import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';
import { configField } from './evaluationFields';

/** Lists the records of an evaluation. API page: "List Eval Config Records". */
export const getAllRecords = getMany({
	value: 'getAllRecords',
	name: 'Get Many Records',
	action: 'Get many records of an evaluation',
	description: 'List the records of an evaluation, with their IDs',
	...lists.evalRecords,
	ids: [configField],
	filters: [
		textField({
			name: 'search',
			label: 'Search',
			placeholder: 'e.g. Angry caller',
			description: 'Only return records with this name or ID',
		}),
	],
});
