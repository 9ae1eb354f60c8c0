import { simplifyDial } from '../../calls/dial';
import { dialField } from '../../fields/ids';
import { simplifiedBy, simplifyFields } from '../../fields/simplify';
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
	fields: simplifyFields,
	expects: 'id',
	pick: simplifiedBy(simplifyDial),
});
