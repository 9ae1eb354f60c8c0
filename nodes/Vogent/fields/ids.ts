import { idField, idTextField } from './simple';

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
});

/** A call that exists: the API calls it a dial. API pages: "Dials". */
export const dialField = idTextField({
	label: 'Call ID',
	name: 'dialId',
	required: true,
	description: 'The ID that Create returns as "dialId"',
});
