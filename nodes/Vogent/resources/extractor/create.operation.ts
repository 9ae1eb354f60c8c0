import { agentField } from '../../fields/ids';
import { create as createOperation } from '../../operations/create';
import { lists } from '../../transport/lists';
import { extractorName, extractorSchema } from './extractorFields';

/** Makes an extractor of an agent, and gives it. API page: "Create Extractor". */
export const create = createOperation({
	action: 'Create an extractor',
	description: "Create an extractor, which reads data from an agent's conversations",
	creates: 'extractor',
	...lists.extractors,
	listedBy: 'name',
	ids: [agentField],
	fields: [extractorName, extractorSchema],
});
