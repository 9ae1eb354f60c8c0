import { agentField } from '../../fields/ids';
import { create as createOperation } from '../../operations/create';
import { promptsPath } from './ids';
import { modelOptions, promptFields, promptName } from './promptFields';

/** Makes a prompt version of an agent, and gives it. API page: "Create Versioned Prompt". */
export const create = createOperation({
	action: 'Create a prompt version',
	description: 'Create a version of the prompt that an agent follows',
	creates: 'prompt version',
	path: promptsPath,
	ids: [agentField],
	fields: [promptName, ...promptFields],
	additional: [modelOptions],
	searchList: { rowsKey: 'data' },
});
