import { remove } from '../../operations/remove';
import { functionField, functionPath } from './functionFields';

/** Deletes a function. API page: "Delete Function". */
export const deleteFunction = remove({
	action: 'Delete a function',
	description: 'Delete a function from Vogent. Agents can no longer use it.',
	path: functionPath,
	ids: [functionField],
	notice: 'Deletes the function from your Vogent workspace. This node cannot bring it back.',
});
