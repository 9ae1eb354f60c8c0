import { agentField, idField } from '../../fields/ids';
import { update as updateOperation } from '../../operations/update';
import { agentName, agentSettings, defaultVoice } from './settings';
import { simplifyAgent } from './simplifyAgent';

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
	canBeEmpty: true,
	description:
		"Data extracted from the agent's conversations. Leave empty to switch the extractor off.",
});

/** Changes an agent, and gives it. API page: "Update Agent". */
export const update = updateOperation({
	action: 'Update an agent',
	description:
		'Change the voice, prompt version or settings of an agent. Only fields that you add change.',
	path: '/agents/{}',
	ids: [agentField],
	simplify: simplifyAgent,
	fields: [agentName, defaultVoice, promptVersion, extractor, ...agentSettings],
});
