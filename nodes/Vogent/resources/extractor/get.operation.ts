import { get as getOperation } from '../../operations/request';
import { extractorIds, extractorPath } from './extractorFields';

/** Gives one extractor of an agent. API page: "Get Extractor". */
export const get = getOperation({
	action: 'Get an extractor',
	description: 'Get an extractor of an agent, with its JSON schema',
	path: extractorPath,
	ids: extractorIds,
	expects: 'id',
});
