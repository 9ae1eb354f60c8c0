import { request } from '../../operations/request';
import { runField, runPath } from './evaluationFields';

/** Ends a run that waits or is under way, and gives it. API page: "Cancel Eval Run". */
export const cancelRun = request({
	value: 'cancelRun',
	name: 'Cancel Run',
	action: 'Cancel a run of an evaluation',
	description: 'Cancel a run of an evaluation that has not finished',
	method: 'POST',
	path: `${runPath}/cancel`,
	ids: [runField],
	expects: 'id',
});
