import { getMany } from '../../operations/getMany';
import { batchField, batchPath } from './batchFields';

/** Lists the rows of a job that are still to be called. API page: "List Batch Dial Job Queue". */
export const getQueue = getMany({
	value: 'getQueue',
	name: 'Get Queue',
	action: 'Get the queue of a call batch',
	description: 'List the people that a call batch is still going to call',
	path: `${batchPath}/queue`,
	ids: [batchField],
});
