import { agentField, idField } from '../../fields/ids';

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

/** Where it is, for `pathWith`. API pages: "Versioned Prompts". */
export const promptPath = '/agents/{}/versioned_prompts/{}';
export const promptsPath = '/agents/{}/versioned_prompts';
