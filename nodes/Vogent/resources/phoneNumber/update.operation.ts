import { mapField, choiceField } from '../../fields/simple';
import { idField } from '../../fields/ids';
import { requestBody } from '../../fields/requestBody';
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

/** The API takes an empty ID for no agent. */
const noAgent = mapField(change, (chosen) => (chosen === 'unlink' ? '' : undefined));

const agent = idField({
	name: 'agentId',
	label: 'Agent',
	list: 'searchAgents',
	required: true,
	displayOptions: { show: { agentLink: ['link'] } },
	description: 'The agent that takes the calls to this number',
});

const body = requestBody({
	request: 'PUT /phone_numbers/{id}',
	fields: [{ ...noAgent, member: 'agentId' }, agent],
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
	fields: body.properties,
	body: body.read,
});
