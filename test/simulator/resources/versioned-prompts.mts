import { agents } from '../agents.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

interface AgentPrompt {
	agentId: string;
	prompt: { id: string } & Record<string, unknown>;
}

/** A prompt does not tell its agent, so its agent is kept beside it. */
const prompts = new Collection<AgentPrompt>(() => [
	{
		agentId: seedId('agent 1'),
		prompt: {
			id: seedId('prompt 1'),
			name: 'First version',
			agentType: 'STANDARD',
			prompt: 'You book appointments for {{clinic}}.',
			aiModelId: seedId('model 1'),
			modelOptionValues: [{ optionId: seedId('model option 1'), value: '0.3' }],
		},
	},
	{
		agentId: seedId('agent 1'),
		prompt: {
			id: seedId('prompt 3'),
			name: 'Second version',
			agentType: 'STANDARD',
			prompt: 'You book appointments for {{clinic}}, and never before ten.',
			aiModelId: seedId('model 2'),
		},
	},
	{
		agentId: seedId('agent 2'),
		prompt: {
			id: seedId('prompt 2'),
			name: 'Survey as a flow',
			agentType: 'CUSTOM_FLOW',
			prompt: null,
			flowDefinition: {
				nodes: [
					{
						id: 'greeting',
						name: 'Greeting',
						type: 'speech',
						transitionRules: [
							{
								conditionType: 'equal',
								transitionNodeId: 'goodbye',
								arrayConditionType: null,
								field: 'answer',
								value: 'no',
								values: null,
							},
						],
						nodeData: { text: '¿Tiene un minuto?' },
						outputSchema: null,
					},
				],
				globalContext: null,
				aiOpen: true,
				openingLineType: 'INBOUND_OUTBOUND',
			},
			aiModelId: seedId('model 1'),
		},
	},
]);

export const versionedPromptOperations: Operations = {
	listVersionedPrompts: (request) =>
		dataPage(request, `prompts of ${request.params.agentId}`, promptsOfAgent(request)),
	getVersionedPrompt: (request) =>
		findById(promptsOfAgent(request), request.params.id, 'versioned prompt'),
};

/** Gives the prompts of one agent. */
export function promptsOf(state: State, agentId: string): Array<AgentPrompt['prompt']> {
	return prompts
		.in(state)
		.filter((row) => row.agentId === agentId)
		.map(({ prompt }) => prompt);
}

function promptsOfAgent({ state, params }: OperationRequest): Array<AgentPrompt['prompt']> {
	return promptsOf(state, findById(agents.in(state), params.agentId, 'agent').id);
}
