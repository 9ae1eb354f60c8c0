import { update as updateOperation } from '../../operations/update';
import { batchField, batchPath, fromNumbers, maxConcurrentDials, schedule } from './batchFields';

/** Changes a job, and gives it. API page: "Update Batch Dial Job". */
export const update = updateOperation({
	action: 'Update a call batch',
	description:
		'Change how and when a call batch makes its calls. Takes effect once the batch is paused. Only fields that you add change.',
	path: batchPath,
	ids: [batchField],
	fields: [maxConcurrentDials, fromNumbers, schedule],
});
