import { get as getOperation } from '../../operations/request';
import { batchField, batchPath } from './batchFields';

/** Gives a job. API page: "Get Batch Dial Job". */
export const get = getOperation({
	action: 'Get a call batch',
	description: 'Get the status and the settings of a call batch',
	path: batchPath,
	ids: [batchField],
	expects: 'id',
});
