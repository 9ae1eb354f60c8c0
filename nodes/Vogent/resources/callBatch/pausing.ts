import type { Operation } from '../../operation';
import { request } from '../../operations/request';
import { batchField, batchPath } from './batchFields';

/** An operation that stops a job for a while, or lets it go on, and gives it. API page: "Pause Batch Dial Job". */
export function pausing(
	isPaused: boolean,
	named: Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
): Operation {
	return request({
		...named,
		method: 'POST',
		path: `${batchPath}/paused`,
		ids: [batchField],
		body: () => ({ paused: isPaused }),
		expects: 'id',
	});
}
