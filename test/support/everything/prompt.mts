import { flow } from './flow.mts';
import { known } from './made.mts';
import { chosen, given, row, twoPages, twoRows } from './row.mts';

const path = `/agents/${known.agent}/versioned_prompts`;
const options = { options: [{ optionId: known.modelOption, value: '0.2' }] };
const optionValues = [{ optionId: known.modelOption, value: '0.2' }];

export const promptRows = [
	row('prompt', 'getAll', () => ({
		parameters: { agentId: chosen(known.agent), ...twoRows },
		requests: twoPages('listVersionedPrompts', path, `prompts of ${known.agent}`),
	})),

	row('prompt', 'get', () => ({
		parameters: { agentId: chosen(known.agent), versionedPromptId: chosen(known.prompt) },
		requests: [
			{ operationId: 'getVersionedPrompt', method: 'GET', path: `${path}/${known.prompt}` },
		],
	})),

	row(
		'prompt',
		'create',
		() => ({
			parameters: {
				agentId: given(known.agent),
				name: 'Spring campaign',
				aiModelId: chosen(known.model),
				agentType: 'STANDARD',
				prompt: 'You call in spring.\nBe brief.',
				additionalFields: { modelOptionValues: options },
			},
			requests: [
				{
					operationId: 'createVersionedPrompt',
					method: 'POST',
					path,
					body: {
						name: 'Spring campaign',
						aiModelId: known.model,
						agentType: 'STANDARD',
						prompt: 'You call in spring.\nBe brief.',
						modelOptionValues: optionValues,
					},
				},
			],
		}),
		{ about: 'with a prompt' },
	),

	row(
		'prompt',
		'create',
		() => ({
			parameters: {
				agentId: given(known.agent),
				name: 'Spring flow',
				aiModelId: chosen(known.model),
				agentType: 'CUSTOM_FLOW',
				flowDefinition: JSON.stringify(flow),
				additionalFields: {},
			},
			requests: [
				{
					operationId: 'createVersionedPrompt',
					method: 'POST',
					path,
					body: {
						name: 'Spring flow',
						aiModelId: known.model,
						agentType: 'CUSTOM_FLOW',
						flowDefinition: flow,
					},
				},
			],
		}),
		{ about: 'with a flow' },
	),

	row('prompt', 'update', () => ({
		parameters: {
			agentId: chosen(known.agent),
			versionedPromptId: given(known.otherPrompt),
			updateFields: {
				name: 'Summer flow',
				aiModelId: chosen(known.model),
				agentType: 'CUSTOM_FLOW',
				prompt: 'You call in summer.',
				flowDefinition: JSON.stringify(flow),
				modelOptionValues: options,
			},
		},
		requests: [
			{
				operationId: 'updateVersionedPrompt',
				method: 'PUT',
				path: `${path}/${known.otherPrompt}`,
				body: {
					name: 'Summer flow',
					aiModelId: known.model,
					agentType: 'CUSTOM_FLOW',
					prompt: 'You call in summer.',
					flowDefinition: flow,
					modelOptionValues: optionValues,
				},
			},
		],
	})),
];
