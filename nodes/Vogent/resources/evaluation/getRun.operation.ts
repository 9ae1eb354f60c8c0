import { request } from '../../operations/request';
import { runField, runPath } from './evaluationFields';

/** Gives one run of an evaluation. API page: "Get Eval Run". */
export const getRun = request({
	value: 'getRun',
	name: 'Get Run',
	action: 'Get a run of an evaluation',
	description: 'Get the status and the result of a run of an evaluation',
	method: 'GET',
	path: runPath,
	ids: [runField],
	expects: 'id',
});
