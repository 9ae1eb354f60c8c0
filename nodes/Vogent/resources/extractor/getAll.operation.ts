import { agentField } from '../../fields/ids';
import { getMany } from '../../operations/getMany';
import { extractorsPath } from './extractorFields';

/** Lists the extractors of an agent. API page: "List Extractors". */
export const getAll = getMany({
	action: 'Get many extractors',
	description: 'List the extractors of an agent, with their IDs',
	path: extractorsPath,
	ids: [agentField],
	rowsKey: 'extractors',
	isUnpaged: true,
});
