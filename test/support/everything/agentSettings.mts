import type { INodeParameters } from 'n8n-workflow';

import { known } from './made.mts';
import { chosen, given } from './row.mts';

/** Every setting that an agent is made with and that can be changed, as the editor saves it. */
export const agentSettings: INodeParameters = {
	backgroundNoiseType: 'silence',
	endpointDetectorConfig: { values: { type: 'SEMANTIC', mode: 'AGGRESSIVE' } },
	fillEmptyStringVariables: true,
	idleMessageConfig: {
		values: {
			enabled: true,
			messages: 'Are you still there?\nHello?',
			idleDurationMilliseconds: 7000,
			maxIdleMessages: 3,
		},
	},
	inboundWebhookResponse: true,
	inboundWebhookUrl: 'https://hooks.example.com/inbound',
	ivrConfiguration: {
		values: {
			detectionType: 'STANDARD',
			versionedPromptId: known.otherPrompt,
			aiVoiceId: chosen(known.otherVoice),
			taggingText: 'press one',
		},
	},
	language: 'de',
	linkedFunctionDefinitionInputs: {
		functions: [
			{
				functionDefinitionId: chosen(known.function),
				lifecycleMessagesOverride: 'One moment, please.\nI am looking.',
			},
		],
	},
	maxDurationSeconds: 900,
	metadata: '{ "team": "clinic", "floor": 2 }',
	openingLine: { values: { lineType: 'INBOUND_ONLY', content: 'Hello, this is Anna.' } },
	silenceHangupConfiguration: { values: { type: 'WHOLE_CALL', silenceDurationSeconds: 20 } },
	transcriberParams: { values: { type: 'openai', keywords: 'Vogent, Anna' } },
	utteranceDetectorConfig: {
		values: { sensitivity: 'ULTRA_FAST', interruptionPlayTimeMs: 800 },
	},
	voiceOptionValues: { options: [{ optionId: known.voiceOption, value: '0.6' }] },
	voiceVolumeLevel: -20,
};

/** The same settings as the API takes them. */
export const agentSettingsBody = {
	backgroundNoiseType: 'silence',
	endpointDetectorConfig: { type: 'SEMANTIC', mode: 'AGGRESSIVE' },
	fillEmptyStringVariables: true,
	idleMessageConfig: {
		enabled: true,
		messages: ['Are you still there?', 'Hello?'],
		idleDurationMilliseconds: 7000,
		maxIdleMessages: 3,
	},
	inboundWebhookResponse: true,
	inboundWebhookUrl: 'https://hooks.example.com/inbound',
	ivrConfiguration: {
		detectionType: 'STANDARD',
		versionedPromptId: known.otherPrompt,
		aiVoiceId: known.otherVoice,
		taggingText: 'press one',
	},
	language: 'de',
	linkedFunctionDefinitionInputs: [
		{
			functionDefinitionId: known.function,
			lifecycleMessagesOverride: { started: ['One moment, please.', 'I am looking.'] },
		},
	],
	maxDurationSeconds: 900,
	metadata: { team: 'clinic', floor: 2 },
	openingLine: { lineType: 'INBOUND_ONLY', content: 'Hello, this is Anna.' },
	silenceHangupConfiguration: { type: 'WHOLE_CALL', silenceDurationSeconds: 20 },
	transcriberParams: { type: 'openai', keywords: ['Vogent', 'Anna'] },
	utteranceDetectorConfig: { sensitivity: 'ULTRA_FAST', interruptionPlayTimeMs: 800 },
	voiceOptionValues: [{ optionId: known.voiceOption, value: '0.6' }],
	voiceVolumeLevel: -20,
};

/** The other values of what has two, and empty texts and lists: on an update they are values, too. */
export const otherAgentSettings: INodeParameters = {
	fillEmptyStringVariables: false,
	idleMessageConfig: {
		values: { enabled: false, messages: '', idleDurationMilliseconds: 0, maxIdleMessages: 0 },
	},
	inboundWebhookResponse: false,
	inboundWebhookUrl: '',
	ivrConfiguration: {
		values: { detectionType: 'NONE', versionedPromptId: '', aiVoiceId: given(''), taggingText: '' },
	},
	linkedFunctionDefinitionInputs: {},
	metadata: '{}',
	silenceHangupConfiguration: { values: { type: 'DISABLED', silenceDurationSeconds: 0 } },
	voiceOptionValues: {},
	voiceVolumeLevel: 0,
};

/** The same as the API takes them. */
export const otherAgentSettingsBody = {
	fillEmptyStringVariables: false,
	idleMessageConfig: { enabled: false },
	inboundWebhookResponse: false,
	inboundWebhookUrl: '',
	ivrConfiguration: { detectionType: 'NONE' },
	linkedFunctionDefinitionInputs: [],
	metadata: {},
	silenceHangupConfiguration: { type: 'DISABLED' },
	voiceOptionValues: [],
	voiceVolumeLevel: 0,
};
