import {
	agentSettings,
	agentSettingsBody,
	otherAgentSettings,
	otherAgentSettingsBody,
} from './agentSettings.mts';
import { flow } from './flow.mts';
import { known } from './made.mts';
import { chosen, given, row, twoPages, twoRows } from './row.mts';

const schema = '{ "type": "object", "properties": { "day": { "type": "string" } } }';

export const agentRows = [
	row('agent', 'getAll', () => ({
		parameters: { ...twoRows, simplify: true },
		requests: twoPages('listAgents', '/agents', 'agents'),
	})),

	row(
		'agent',
		'create',
		() => ({
			parameters: {
				name: 'Reception',
				defaultVoiceId: chosen(known.otherVoice),
				promptName: 'First words',
				aiModelId: chosen(known.model),
				agentType: 'STANDARD',
				prompt: 'You answer the phone of {{clinic}}.',
				simplify: true,
				additionalFields: {
					...agentSettings,
					defaultExtractor: { values: { name: 'Day', extractorFieldsJsonSchema: schema } },
					modelOptionValues: { options: [{ optionId: known.modelOption, value: '0.2' }] },
				},
			},
			requests: [
				{
					operationId: 'createAgent',
					method: 'POST',
					path: '/agents',
					body: {
						name: 'Reception',
						defaultVoiceId: known.otherVoice,
						defaultVersionedPrompt: {
							aiModelId: known.model,
							agentType: 'STANDARD',
							name: 'First words',
							prompt: 'You answer the phone of {{clinic}}.',
							modelOptionValues: [{ optionId: known.modelOption, value: '0.2' }],
						},
						defaultExtractor: { name: 'Day', extractorFieldsJsonSchema: schema },
						...agentSettingsBody,
					},
				},
			],
		}),
		{ about: 'with a prompt' },
	),

	row(
		'agent',
		'create',
		() => ({
			parameters: {
				name: 'Survey',
				defaultVoiceId: given(known.voice),
				promptName: 'First flow',
				aiModelId: given(known.model),
				agentType: 'CUSTOM_FLOW',
				flowDefinition: JSON.stringify(flow, null, 2),
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createAgent',
					method: 'POST',
					path: '/agents',
					body: {
						name: 'Survey',
						defaultVoiceId: known.voice,
						defaultVersionedPrompt: {
							aiModelId: known.model,
							agentType: 'CUSTOM_FLOW',
							name: 'First flow',
							flowDefinition: flow,
						},
					},
				},
			],
		}),
		{ about: 'with a flow' },
	),

	row('agent', 'update', () => ({
		parameters: {
			agentId: chosen(known.agent),
			simplify: true,
			updateFields: {
				name: 'Appointments by day',
				defaultVoiceId: chosen(known.otherVoice),
				defaultVersionedPromptId: chosen(known.otherPrompt),
				callAgentExtractorId: chosen(known.otherExtractor),
				...agentSettings,
			},
		},
		requests: [
			{
				operationId: 'updateAgent',
				method: 'PUT',
				path: `/agents/${known.agent}`,
				body: {
					name: 'Appointments by day',
					defaultVoiceId: known.otherVoice,
					defaultVersionedPromptId: known.otherPrompt,
					callAgentExtractorId: known.otherExtractor,
					...agentSettingsBody,
				},
			},
		],
	})),

	row(
		'agent',
		'update',
		() => ({
			parameters: { agentId: given(known.otherAgent), updateFields: otherAgentSettings },
			requests: [
				{
					operationId: 'updateAgent',
					method: 'PUT',
					path: `/agents/${known.otherAgent}`,
					body: otherAgentSettingsBody,
				},
			],
		}),
		{ about: 'with nothing and no' },
	),

	row('agent', 'delete', () => ({
		parameters: { agentId: chosen(known.unusedAgent) },
		requests: [
			{ operationId: 'deleteAgent', method: 'DELETE', path: `/agents/${known.unusedAgent}` },
		],
	})),
];
