import { voiceVolumeField } from '../../fields/conversation';
import type { Field } from '../../fields/field';
import { idField, idTextField } from '../../fields/ids';
import { groupField, jsonField, rowsField } from '../../fields/nested';
import {
	choiceField,
	optionalNumberField,
	switchField,
	textField,
	textsField,
	wrapField,
} from '../../fields/simple';
import { endpointDetection, transcriber, utteranceDetection } from './listening';
import { idleMessages, openingLine } from './speaking';

/** What an agent is called. */
export const agentName = textField({
	name: 'name',
	label: 'Name',
	required: true,
	placeholder: 'e.g. Reception',
});

/** The voice of an agent. */
export const defaultVoice = idField({
	name: 'defaultVoiceId',
	label: 'Voice',
	list: 'searchVoices',
	required: true,
	description: 'The voice that the agent speaks with, such as one that you cloned',
});

const ivr = groupField(
	{
		name: 'ivrConfiguration',
		label: 'Phone Menus (IVR)',
		description: 'How the agent handles the phone menus of others',
	},
	[
		choiceField({
			name: 'detectionType',
			label: 'Detection',
			fallback: 'STANDARD',
			options: [
				{ name: 'None', value: 'NONE' },
				{ name: 'Standard', value: 'STANDARD' },
			],
			description: 'How phone menus are detected',
		}),
		idTextField({
			name: 'versionedPromptId',
			label: 'Prompt Version ID',
			description:
				'The prompt version to use in phone menus, by the ID that Prompt: Get Many returns',
		}),
		idField({
			name: 'aiVoiceId',
			label: 'Voice',
			list: 'searchVoices',
			description: 'The voice to use in phone menus',
		}),
		textField({
			name: 'taggingText',
			label: 'Tagging Text',
		}),
	],
);

const linkedFunctions = rowsField(
	{
		name: 'linkedFunctionDefinitionInputs',
		label: 'Linked Function Messages',
		row: { name: 'functions', label: 'Function' },
		key: 'functionDefinitionId',
		description: 'Functions that the agent can use, with start messages for this agent',
	},
	[
		idTextField({
			name: 'functionDefinitionId',
			label: 'Function ID',
			description: 'The ID that Function: Create returns as "id"',
		}),
		wrapField(
			'started',
			textsField({
				name: 'lifecycleMessagesOverride',
				label: 'Start Messages',
				separator: 'line',
				placeholder: 'e.g. One moment, please.',
				description:
					"What the agent says when it starts the function, one message per line. Leave empty for the function's own.",
			}),
		),
	],
);

/**
 * The settings that an agent is made with and that can be changed later, in the API's own words and units.
 * API pages: "Create Agent", "Update Agent".
 */
export const agentSettings: Field[] = [
	choiceField({
		name: 'backgroundNoiseType',
		label: 'Background Noise',
		fallback: 'office',
		options: [
			{ name: 'Noise', value: 'noise' },
			{ name: 'Office', value: 'office' },
			{ name: 'Silence', value: 'silence' },
		],
	}),
	endpointDetection,
	switchField({
		name: 'fillEmptyStringVariables',
		label: 'Fill Empty Variables',
		fallback: true,
		description: 'Whether to fill prompt variables that have no value with an empty text',
	}),
	idleMessages,
	switchField({
		name: 'inboundWebhookResponse',
		label: 'Inbound Webhook Response',
		fallback: true,
		description: 'Whether to fill prompt variables from the answer to the inbound webhook',
	}),
	textField({
		name: 'inboundWebhookUrl',
		label: 'Inbound Webhook URL',
		placeholder: 'e.g. https://example.com/inbound',
		description: 'Receives the events of inbound calls. A Vogent Trigger can set this itself.',
	}),
	ivr,
	textField({
		name: 'language',
		label: 'Language',
		placeholder: 'e.g. en',
		description: 'The code of the language that the agent speaks',
	}),
	textsField({
		name: 'linkedFunctionDefinitionIds',
		label: 'Linked Function IDs',
		separator: 'comma',
		placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
		description: 'The IDs of the functions that the agent can use, separated by commas',
	}),
	linkedFunctions,
	optionalNumberField({
		name: 'maxDurationSeconds',
		label: 'Max Duration (Seconds)',
		fallback: 10_800,
		least: 1,
		description: 'How long a call may last',
	}),
	jsonField({
		name: 'metadata',
		label: 'Metadata (JSON)',
		description: 'An object with any data to keep with the agent',
	}),
	openingLine,
	transcriber,
	utteranceDetection,
	voiceVolumeField(-100),
];
