import { readMembers, readOtherFields } from '../../fields/bodyField';
import { choiceField, idField } from '../../fields/simple';
import { ADDITIONAL_FIELDS, additionalFieldsOf } from '../../operations/create';
import { request } from '../../operations/request';
import { phoneNumberField, phoneNumberPath } from './phoneNumberFields';

const change = choiceField({
	name: 'agentLink',
	label: 'Change',
	fallback: 'link',
	options: [
		{ name: 'Link an Agent', value: 'link', description: 'The agent takes the calls' },
		{ name: 'Unlink the Agent', value: 'unlink', description: 'No agent takes the calls' },
	],
	description: 'Whether an agent takes the calls to this number',
});

const agent = idField({
	name: 'agentId',
	label: 'Agent',
	list: 'searchAgents',
	required: true,
	displayOptions: { show: { agentLink: ['link'] } },
	description: 'The agent that takes the calls to this number',
});

/** Links a phone number to an agent, or unlinks it, and gives it. API page: "Update Phone Number" (`agentId`). */
export const update = request({
	value: 'update',
	name: 'Update',
	action: 'Update a phone number',
	description: 'Link a phone number to the agent that takes its calls, or unlink it',
	method: 'PUT',
	path: phoneNumberPath,
	ids: [phoneNumberField],
	fields: [change.property, agent.property, additionalFieldsOf([], 'PUT /phone_numbers/{id}')],
	body: (item) => {
		const { agentLink } = readMembers(item, [change]);
		// The API takes an empty ID for no agent.
		const linked = agentLink === 'unlink' ? { agentId: '' } : readMembers(item, [agent]);
		return { ...linked, ...readOtherFields(item, ADDITIONAL_FIELDS) };
	},
});
