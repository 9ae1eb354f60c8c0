import { simplifyDial } from '../../calls/dial';
import { getMany } from '../../operations/getMany';
import { batchField, batchPath } from './batchFields';

/** Lists the calls that a job has made (`Dial`). API page: "List Batch Dial Job Dials". */
export const getCalls = getMany({
	value: 'getCalls',
	name: 'Get Many Calls',
	action: 'Get many calls of a call batch',
	description: 'List the calls that a call batch has made, with their status and transcript',
	path: `${batchPath}/dials`,
	ids: [batchField],
	simplify: simplifyDial,
});
