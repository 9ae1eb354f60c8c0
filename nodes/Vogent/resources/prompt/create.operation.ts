import { agentField } from '../../fields/ids';
import { create as createOperation } from '../../operations/create';
import { lists } from '../../transport/lists';
import { modelOptions, promptFields, promptName } from './promptFields';

/** Makes a prompt version of an agent, and gives it. API page: "Create Versioned Prompt". */
export const create = createOperation({
	action: 'Create a prompt version',
	description: 'Create a version of the prompt that an agent follows',
	creates: 'prompt version',
	...lists.prompts,
	listedBy: 'name',
	ids: [agentField],
	fields: [promptName, ...promptFields],
	additional: [modelOptions],
});
