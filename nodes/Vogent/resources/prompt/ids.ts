import { agentField, idField } from '../../fields/ids';
import { lists } from '../../transport/lists';

/** A prompt version, and the agent that it belongs to. */
export const promptIds = [
	agentField,
	idField({
		label: 'Prompt Version',
		name: 'versionedPromptId',
		list: 'searchPrompts',
		required: true,
	}),
];

/** Where it is, for `pathOf`. API pages: "Versioned Prompts". */
export const promptPath = `${lists.prompts.path}/{}`;
