import { get as getOperation } from '../../operations/request';
import { functionField, functionPath } from './functionFields';
import { headerValuesOption, maskHeaders } from './headerValues';

/** Gives one function. API page: "Get Function". */
export const get = getOperation({
	action: 'Get a function',
	description: 'Get a function that agents can use in a call',
	path: functionPath,
	ids: [functionField],
	expects: 'id',
	options: [headerValuesOption.property],
	pick: maskHeaders,
});
