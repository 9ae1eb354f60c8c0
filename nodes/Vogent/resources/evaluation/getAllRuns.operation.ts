import { getMany } from '../../operations/getMany';
import { configField } from './evaluationFields';

/** Lists the runs of an evaluation. API page: "List Eval Runs". */
export const getAllRuns = getMany({
	value: 'getAllRuns',
	name: 'Get Many Runs',
	action: 'Get many evaluation runs',
	description: 'List the runs of an evaluation, with their status and result',
	path: '/eval_configs/{}/runs',
	ids: [configField],
});
