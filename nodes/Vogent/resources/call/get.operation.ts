import { simplifyDial } from '../../calls/dial';
import { readField } from '../../fields/field';
import { dialField } from '../../fields/ids';
import { simplifyField } from '../../fields/output';
import { request } from '../../operations/request';

/** Gives a call, simplified or whole (`Dial`). API page: "Get Dial". */
export const get = request({
	value: 'get',
	name: 'Get',
	action: 'Get a call',
	description: 'Get the status, the result and the transcript of a call',
	method: 'GET',
	path: '/dials/{}',
	ids: [dialField],
	fields: [simplifyField.property],
	expects: 'id',
	pick: (dial, item) => (readField(item, simplifyField) ? simplifyDial(dial) : dial),
});
