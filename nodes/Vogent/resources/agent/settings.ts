import type { BodyField } from '../../body/bodyField';
import { groupField, jsonField, rowsField } from '../../body/nested';
import {
	choiceField,
	idField,
	idTextField,
	inObject,
	numberBodyField,
	switchField,
	textField,
	textsField,
} from '../../body/simple';

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

const openingLine = groupField(
	{
		name: 'openingLine',
		label: 'Opening Line',
		description: 'What the agent says first',
	},
	[
		choiceField({
			name: 'lineType',
			label: 'Calls',
			fallback: 'INBOUND_OUTBOUND',
			options: [
				{ name: 'Inbound and Outbound Calls', value: 'INBOUND_OUTBOUND' },
				{ name: 'Inbound Calls Only', value: 'INBOUND_ONLY' },
				{ name: 'No Calls', value: 'NONE' },
			],
			description: 'The calls on which the agent says it',
		}),
		textField({
			name: 'content',
			label: 'Text',
			rows: 2,
			isSentEmpty: true,
			placeholder: 'e.g. Hello, this is Anna. How can I help you?',
		}),
	],
);

const idleMessages = groupField(
	{
		name: 'idleMessageConfig',
		label: 'Idle Messages',
		description: 'What the agent says when nobody speaks',
	},
	[
		switchField({
			name: 'enabled',
			label: 'Enabled',
			fallback: true,
			description: 'Whether to let the agent speak up when nobody speaks',
		}),
		textsField({
			name: 'messages',
			label: 'Messages',
			separator: 'line',
			placeholder: 'e.g. Are you still there?',
			description: 'What the agent may say, one message per line',
		}),
		numberBodyField({
			name: 'idleDurationMilliseconds',
			label: 'Idle Time (Ms)',
			fallback: 0,
			least: 5000,
			zeroIsNone: true,
			description:
				"How long nobody speaks before the agent does, 5000 or more. 0 for Vogent's default.",
		}),
		numberBodyField({
			name: 'maxIdleMessages',
			label: 'Max Messages',
			fallback: 0,
			least: 1,
			zeroIsNone: true,
			description: "How many messages the agent may say. 0 for Vogent's default.",
		}),
	],
);

const endpointDetection = groupField(
	{
		name: 'endpointDetectorConfig',
		label: 'Endpoint Detection',
		description: 'How the agent notices that somebody has finished speaking',
	},
	[
		choiceField({
			name: 'type',
			label: 'Type',
			fallback: 'SIMPLE',
			options: [
				{ name: 'Semantic', value: 'SEMANTIC' },
				{ name: 'Simple', value: 'SIMPLE' },
			],
		}),
		choiceField({
			name: 'mode',
			label: 'Mode',
			fallback: 'unset',
			none: 'unset',
			options: [
				{ name: 'Aggressive', value: 'AGGRESSIVE' },
				{ name: 'Conservative', value: 'CONSERVATIVE' },
				{ name: 'Default', value: 'DEFAULT' },
				{ name: 'Not Set', value: 'unset' },
			],
			description: 'How quickly the agent decides that somebody has finished',
		}),
	],
);

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

const transcriber = groupField(
	{
		name: 'transcriberParams',
		label: 'Transcriber',
		description: 'The service that writes down what is said',
	},
	[
		choiceField({
			name: 'type',
			label: 'Type',
			fallback: 'deepgram',
			options: [
				{ name: 'Deepgram', value: 'deepgram' },
				{ name: 'OpenAI', value: 'openai' },
			],
		}),
		textsField({
			name: 'keywords',
			label: 'Keywords',
			separator: 'comma',
			placeholder: 'e.g. Vogent, Anna',
			description: 'Words that the transcriber should know, separated by commas',
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
		inObject(
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
export const agentSettings: BodyField[] = [
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
	numberBodyField({
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
	inObject(
		'sensitivity',
		choiceField({
			name: 'utteranceDetectorConfig',
			label: 'Utterance Detection',
			fallback: 'MEDIUM',
			options: [
				{ name: 'Fast', value: 'FAST' },
				{ name: 'Medium', value: 'MEDIUM' },
				{ name: 'Slow', value: 'SLOW' },
				{ name: 'Ultra Fast', value: 'ULTRA_FAST' },
			],
			description: 'How fast the agent reacts to speech',
		}),
	),
	numberBodyField({
		name: 'voiceVolumeLevel',
		label: 'Voice Volume',
		fallback: -100,
		least: -300,
		most: 300,
		description: 'How loud the voice is, from -300 to 300',
	}),
];
