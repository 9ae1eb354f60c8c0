import { request } from '../../operations/request';
import { configField, configPath } from './evaluationFields';

/** Gives the configuration of an evaluation. API page: "Get Eval Config". */
export const getConfiguration = request({
	value: 'getConfiguration',
	name: 'Get Configuration',
	action: 'Get an evaluation configuration',
	description: 'Get the configuration of an evaluation',
	method: 'GET',
	path: configPath,
	ids: [configField],
	expects: 'id',
});
