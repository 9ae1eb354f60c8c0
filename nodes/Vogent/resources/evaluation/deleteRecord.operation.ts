import { remove } from '../../operations/remove';
import { configField, recordField, recordPath } from './evaluationFields';

/** Deletes a record of an evaluation. API page: "Delete Eval Record". */
export const deleteRecord = remove({
	value: 'deleteRecord',
	name: 'Delete Record',
	action: 'Delete a record of an evaluation',
	description: 'Delete a record from an evaluation',
	path: recordPath,
	ids: [configField, recordField],
	notice: 'Deletes the record from the evaluation. This node cannot bring it back.',
});
