import type { INodeParameters } from 'n8n-workflow';

import { agentSettingsBody } from './agentSettings.mts';
import { flow } from './flow.mts';
import { known } from './made.mts';
import { chosen, given, NEW_ID, row } from './row.mts';

const webhookUrl = 'https://hooks.example.com/calls';

const prompt = {
	aiModelId: known.model,
	agentType: 'CUSTOM_FLOW',
	name: 'For this call',
	prompt: 'You call once.',
	flowDefinition: flow,
	modelOptionValues: [{ optionId: known.modelOption, value: '0.4' }],
};

/** An agent's settings for one call, in which every field of the API has a value. */
const agentOverrides = {
	...agentSettingsBody,
	voiceOptionValues: undefined,
	ivrConfiguration: {
		...agentSettingsBody.ivrConfiguration,
		versionedPrompt: { ...prompt, name: 'For its menus' },
	},
	defaultVoiceId: known.voice,
	defaultVersionedPrompt: prompt,
};

/** What both ways of placing a call have. */
const furtherFields: INodeParameters = {
	advancedBrowserInteraction: true,
	agentOverrides: JSON.stringify(agentOverrides, null, 2),
	callAgentExtractorId: chosen(known.otherExtractor),
	idempotencyKey: 'appointment-4711',
	ivrVersionedPromptId: chosen(known.otherPrompt),
	keywords: 'Vogent, Anna',
	versionedModelId: given(known.prompt),
	overrideTranscriberFinalDurationMs: 700,
	voiceOptionValues: {
		options: [
			{ optionId: known.voiceOption, value: '0.8' },
			{ optionId: known.modelOption, value: '' },
		],
	},
	voiceVolumeLevel: -50,
};
const furtherBody = {
	advancedBrowserInteraction: true,
	agentOverrides,
	callAgentExtractorId: known.otherExtractor,
	idempotencyKey: 'appointment-4711',
	ivrVersionedPromptId: known.otherPrompt,
	keywords: ['Vogent', 'Anna'],
	versionedModelId: known.prompt,
	overrideTranscriberFinalDurationMs: 700,
	voiceOptionValues: [
		{ optionId: known.voiceOption, value: '0.8' },
		{ optionId: known.modelOption, value: '' },
	],
	voiceVolumeLevel: -50,
};

/** A call from one number, with variables as fields. */
const fromNumber = {
	parameters: {
		kind: 'phone',
		callAgentId: chosen(known.agent),
		toNumber: '+1 (555) 010-0021',
		callFrom: 'number',
		fromNumberId: chosen(known.fromNumber),
		aiVoiceId: chosen(known.otherVoice),
		callAgentInputMode: 'fields',
		callAgentInput: {
			variables: [
				{ name: 'first_name', value: 'Anna' },
				{ name: 'clinic', value: 'Riverside' },
			],
		},
		timeoutMinutes: 25,
	},
	body: {
		callAgentId: known.agent,
		toNumber: '+15550100021',
		fromNumberId: known.fromNumber,
		aiVoiceId: known.otherVoice,
		callAgentInput: { first_name: 'Anna', clinic: 'Riverside' },
		timeoutMinutes: 25,
	},
};

/** A call from a pool of numbers, with variables as JSON and no limit. */
const fromPool = {
	parameters: {
		kind: 'phone',
		callAgentId: given(known.otherAgent),
		toNumber: '+15550100022',
		callFrom: 'pool',
		fromNumberPoolId: known.numberPool,
		aiVoiceId: given(''),
		callAgentInputMode: 'json',
		callAgentInputJson: '{ "first_name": "Bea", "visits": 3 }',
		timeoutMinutes: 0,
	},
	body: {
		callAgentId: known.otherAgent,
		toNumber: '+15550100022',
		fromNumberPoolId: known.numberPool,
		callAgentInput: { first_name: 'Bea', visits: 3 },
	},
};

const placed = (body: object) => ({
	operationId: 'createDial',
	method: 'POST',
	path: '/dials',
	body,
});
const seen = (id: string) => ({ operationId: 'getDial', method: 'GET', path: `/dials/${id}` });

/** A row waits by asking: by events it is a thing of n8n's own engine, which other tests are about. */
const waiting = {
	waitFor: 'recording',
	waitMinutes: 5,
	options: { checkEverySeconds: 1 },
};

export const callRows = [
	row(
		'call',
		'create',
		() => ({
			parameters: {
				...fromNumber.parameters,
				additionalFields: { ...furtherFields, webhookUrl },
				options: { maxCalls: 5 },
			},
			requests: [placed({ ...fromNumber.body, ...furtherBody, webhookUrl })],
		}),
		{ about: 'from a number' },
	),
	row(
		'call',
		'create',
		() => ({
			parameters: { ...fromPool.parameters, additionalFields: {} },
			requests: [placed(fromPool.body)],
		}),
		{ about: 'from a pool' },
	),
	row(
		'call',
		'create',
		() => ({
			parameters: {
				kind: 'browser',
				callAgentId: chosen(known.agent),
				aiVoiceId: given(known.otherVoice),
				callAgentInputMode: 'fields',
				callAgentInput: {},
				timeoutMinutes: 10,
				additionalFields: {},
			},
			requests: [
				placed({
					callAgentId: known.agent,
					browserCall: true,
					aiVoiceId: known.otherVoice,
					timeoutMinutes: 10,
				}),
			],
		}),
		{ about: 'in the browser' },
	),

	row(
		'call',
		'createAndWait',
		() => ({
			parameters: { ...fromNumber.parameters, ...waiting, additionalFields: furtherFields },
			requests: [placed({ ...fromNumber.body, ...furtherBody }), seen(NEW_ID)],
		}),
		{ about: 'from a number', waits: true },
	),
	row(
		'call',
		'createAndWait',
		() => ({
			parameters: {
				...fromPool.parameters,
				...waiting,
				options: { ...waiting.options, maxCalls: 5 },
				simplify: true,
				additionalFields: {},
			},
			requests: [placed(fromPool.body), seen(NEW_ID)],
		}),
		{ about: 'from a pool', waits: true },
	),

	row('call', 'get', ({ dialId }) => ({
		parameters: { dialId, simplify: true },
		requests: [seen(dialId)],
	})),
	row('call', 'downloadRecording', ({ dialId, recordingPath }) => ({
		parameters: {
			dialId,
			binaryPropertyName: 'recording',
			options: { fileName: 'call.wav', maxFileSize: 100 },
		},
		requests: [seen(dialId), { operationId: null, method: 'GET', path: recordingPath }],
	})),
	row('call', 'getToken', ({ dialId }) => ({
		parameters: { dialId },
		requests: [{ operationId: 'createDialToken', method: 'POST', path: `/dials/${dialId}/token` }],
	})),
	row('call', 'hangup', ({ dialId }) => ({
		parameters: { dialId },
		requests: [{ operationId: 'hangUpDial', method: 'POST', path: `/dials/${dialId}/hangup` }],
	})),
];
