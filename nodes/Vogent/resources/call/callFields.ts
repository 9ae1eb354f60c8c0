import type { INodeProperties } from 'n8n-workflow';

import type { BodyField } from '../../fields/bodyField';
import { keywordsField, voiceVolumeField } from '../../fields/conversation';
import { callAgentField } from '../../fields/ids';
import { inputModeField } from '../../fields/inputMode';
import { locator } from '../../fields/locators';
import { jsonField } from '../../fields/nested';
import { numberField } from '../../fields/numberField';
import { optionValuesField } from '../../fields/optionValues';
import { invalidField, type NumberField } from '../../fields/read';
import {
	idField,
	mapField,
	numberBodyField,
	switchField,
	trimmedTextField,
} from '../../fields/simple';

export const TIME_LIMIT: NumberField = {
	parameter: 'timeoutMinutes',
	label: 'Call Time Limit (Minutes)',
	fallback: 10,
	least: 0,
	most: 1440,
};

const forPhone = { show: { kind: ['phone'] } };

/** The values of the variables in the agent's prompt, as `readVariables` reads them. */
export const variableFields: INodeProperties[] = [
	inputModeField({
		name: 'callAgentInputMode',
		label: 'Specify Prompt Variables',
		description: "How to enter the values of the variables in the agent's prompt",
	}).property,
	{
		displayName: 'Prompt Variables',
		name: 'callAgentInput',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		placeholder: 'Add variable',
		displayOptions: { show: { callAgentInputMode: ['fields'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'variables',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. first_name',
						description: 'The name of the variable in the prompt',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Anna',
						description: 'What replaces the variable in this call',
					},
				],
			},
		],
	},
	{
		displayName: 'Prompt Variables (JSON)',
		name: 'callAgentInputJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { callAgentInputMode: ['json'] } },
		description: 'An object with the name and the value of each variable',
	},
];

/** Whom to call. */
export function toNumberField(
	differing: Pick<INodeProperties, 'displayOptions' | 'description'>,
): INodeProperties {
	return {
		displayName: 'To Number',
		name: 'toNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +1 800 123 4567',
		...differing,
	};
}

/** What a user needs first. */
export const placingFields: INodeProperties[] = [
	{
		displayName: 'Calls cost money, and a phone rings. Only call people who have agreed to it.',
		name: 'costNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Call Type',
		name: 'kind',
		type: 'options',
		default: 'phone',
		options: [
			{
				name: 'Browser Call',
				value: 'browser',
				description: 'Somebody joins from a browser with a token',
			},
			{ name: 'Phone Call', value: 'phone', description: 'The agent calls a phone number' },
		],
	},
	callAgentField.property,
	toNumberField({
		displayOptions: forPhone,
		description:
			'The phone number to call, with the country code. Spaces and dashes do not matter.',
	}),
	{
		displayName: 'Call From',
		name: 'callFrom',
		type: 'options',
		default: 'number',
		options: [
			{ name: 'Number Pool', value: 'pool', description: 'Vogent picks one of several numbers' },
			{ name: 'Phone Number', value: 'number', description: 'One number of your workspace' },
		],
		displayOptions: forPhone,
		description: 'Which number the called person sees',
	},
	{
		...locator({
			displayName: 'From Number',
			name: 'fromNumberId',
			list: 'searchPhoneNumbers',
			required: true,
			description: 'The phone number of your workspace to call from',
		}),
		displayOptions: { show: { kind: ['phone'], callFrom: ['number'] } },
	},
	{
		displayName: 'From Number Pool ID',
		name: 'fromNumberPoolId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
		displayOptions: { show: { kind: ['phone'], callFrom: ['pool'] } },
		description: 'The number pool in Vogent to call from',
	},
	locator({
		displayName: 'Voice',
		name: 'aiVoiceId',
		list: 'searchVoices',
		description:
			"The voice that speaks, such as one that you cloned. Leave empty for the agent's own voice.",
	}),
	...variableFields,
	numberField(TIME_LIMIT, 'After how many minutes the call is ended. 0 for no limit.'),
];

/** By which Vogent knows a call that it has placed already. In use, not in its reference; 409 is documented. */
export const IDEMPOTENCY_KEY = {
	name: 'idempotencyKey',
	label: 'Idempotency Key',
	placeholder: 'e.g. appointment-4711',
	description:
		'A text that belongs to this call alone, such as the ID of an appointment: Vogent does not place a second call with it. At most 255 characters.',
};

const LONGEST_KEY = 255;

const idempotencyKey = mapField<string>(trimmedTextField(IDEMPOTENCY_KEY), (key, item) => {
	if (key.length <= LONGEST_KEY) return key;
	const message = `'${IDEMPOTENCY_KEY.label}' has ${key.length} characters`;
	throw invalidField(item, message, `Use at most ${LONGEST_KEY}.`);
});

/** The rest of what the API takes. API page: "Create Dial". */
export const furtherFields: BodyField[] = [
	jsonField({
		name: 'agentOverrides',
		label: 'Agent Overrides (JSON)',
		description:
			"Agent settings for this call only, named as in Vogent's API, which may still change them",
	}),
	switchField({
		name: 'advancedBrowserInteraction',
		label: 'Advanced Browser Interaction',
		fallback: true,
		description:
			'Whether to use advanced browser interaction. For phone calls only; Vogent has to switch it on for your account.',
	}),
	idempotencyKey,
	idField({
		name: 'callAgentExtractorId',
		label: 'Extractor',
		list: 'searchExtractors',
		description: "The extractor to use instead of the agent's own",
	}),
	idField({
		name: 'ivrVersionedPromptId',
		label: 'Phone Menu Prompt Version',
		list: 'searchPrompts',
		description: 'The prompt version to use in phone menus',
	}),
	keywordsField,
	idField({
		name: 'versionedModelId',
		label: 'Prompt Version',
		list: 'searchPrompts',
		description: "The prompt version to use instead of the agent's own",
	}),
	numberBodyField({
		name: 'overrideTranscriberFinalDurationMs',
		label: 'Transcriber Pause (Ms)',
		fallback: 0,
		least: 0,
		most: 60_000,
		description: 'How long a pause has to be to end what somebody says',
	}),
	optionValuesField('voiceOptionValues', 'Voice Options', 'voice'),
	voiceVolumeField(0),
];

/** Where the call's events go, unless the node itself takes them. */
export const webhookField: BodyField = trimmedTextField({
	name: 'webhookUrl',
	label: 'Webhook URL',
	placeholder: 'e.g. https://example.com/calls',
	description: 'Receives the events of this call, such as the URL of a Vogent Trigger',
});
