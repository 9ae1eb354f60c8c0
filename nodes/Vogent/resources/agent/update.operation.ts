import { agentField, idField } from '../../fields/ids';
import { update as updateOperation } from '../../operations/update';
import { agentName, agentSettings, defaultVoice } from './settings';

const promptVersion = idField({
	name: 'defaultVersionedPromptId',
	label: 'Prompt Version',
	list: 'searchPrompts',
	description: 'The prompt version that the agent follows',
});

const extractor = idField({
	name: 'callAgentExtractorId',
	label: 'Extractor',
	list: 'searchExtractors',
	description: "What is read from the agent's conversations",
});

/** Changes an agent, and gives it. API page: "Update Agent". */
export const update = updateOperation({
	action: 'Update an agent',
	description:
		'Change the voice, prompt version or settings of an agent. Only fields that you add change.',
	path: '/agents/{}',
	ids: [agentField],
	fields: [agentName, defaultVoice, promptVersion, extractor, ...agentSettings],
});
