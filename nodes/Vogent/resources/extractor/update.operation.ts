import { update as updateOperation } from '../../operations/update';
import { extractorIds, extractorName, extractorPath, extractorSchema } from './extractorFields';

/** Changes an extractor of an agent, and gives it. API page: "Update Extractor". */
export const update = updateOperation({
	action: 'Update an extractor',
	description: 'Change the name or JSON schema of an extractor. Only fields that you add change.',
	path: extractorPath,
	ids: extractorIds,
	fields: [extractorName, extractorSchema],
});
