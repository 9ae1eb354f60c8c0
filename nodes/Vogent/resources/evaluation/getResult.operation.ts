import { idTextField } from '../../fields/ids';

import { request } from '../../operations/request';

/** Gives one result of a run, with the conversation. API page: "Get Eval Result". */
export const getResult = request({
	value: 'getResult',
	name: 'Get Result',
	action: 'Get a result of an evaluation run',
	description: 'Get one result of a run of an evaluation, with the conversation',
	method: 'GET',
	path: '/eval_results/{}',
	ids: [
		idTextField({
			name: 'evalResultId',
			label: 'Result ID',
			required: true,
			description: 'The ID that Get Many Results returns as "id"',
		}),
	],
	expects: 'id',
});
