import { idField } from './simple';

/** The agent that talks on the call. API pages: "Dials", "Batch Dial Jobs". */
export const callAgentField = idField({
	label: 'Agent',
	name: 'callAgentId',
	list: 'searchAgents',
	required: true,
	description: 'The agent that talks on the call',
});

/** The agent that is changed, or that a prompt or an extractor belongs to. API pages: "Agents". */
export const agentField = idField({
	label: 'Agent',
	name: 'agentId',
	list: 'searchAgents',
	required: true,
	description: 'The agent to work with',
});
