import { request } from '../../operations/request';
import { configField, recordField, recordPath } from './evaluationFields';

/** Gives one record of an evaluation. API page: "Get Eval Record". */
export const getRecord = request({
	value: 'getRecord',
	name: 'Get Record',
	action: 'Get a record of an evaluation',
	description: 'Get a record of an evaluation',
	method: 'GET',
	path: recordPath,
	ids: [configField, recordField],
	expects: 'id',
});
