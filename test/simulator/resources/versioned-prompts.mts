import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { emptyText, refuseWrong, unknownId } from '../checks.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';
import { models } from './models.mts';

/** CreatePromptInput of the contract; with nothing required, UpdatePromptInput. */
export interface PromptInput {
	name: string;
	aiModelId: string;
	flowDefinition?: Record<string, unknown>;
	[field: string]: unknown;
}

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

	createVersionedPrompt({ state, params, body }) {
		const agent = findById(agents.in(state), params.agentId, 'agent');
		const input = body as PromptInput;
		refuseWrong(promptErrors(state, input));
		return addPrompt(state, agent.id, input);
	},

	updateVersionedPrompt(request) {
		const prompt = findById(promptsOfAgent(request), request.params.id, 'versioned prompt');
		const changes = request.body as Partial<PromptInput>;
		refuseWrong(promptErrors(request.state, changes));
		return Object.assign(prompt, changes, flowOf(changes, prompt.flowDefinition));
	},
};

/** What an answer always tells of a flow. */
const emptyFlow = { nodes: [], globalContext: null, aiOpen: false, openingLineType: 'NONE' };

/** Makes a prompt of this agent, and gives it. */
export function addPrompt(
	state: State,
	agentId: string,
	input: PromptInput,
): AgentPrompt['prompt'] {
	const prompt = { id: randomUUID(), prompt: null, ...input, ...flowOf(input) };
	prompts.in(state).push({ agentId, prompt });
	return prompt;
}

/** Gives what is wrong with a prompt that is to be made or changed; `at` is where it stands in the request. */
export function promptErrors(
	state: State,
	{ name, aiModelId }: Partial<PromptInput>,
	at = '',
): string[] {
	return [
		...emptyText(`${at}name`, name),
		...unknownId(`${at}aiModelId`, aiModelId, models.in(state), 'model'),
	];
}

/** Gives all prompts that there are. */
export function allPrompts(state: State): Array<AgentPrompt['prompt']> {
	return prompts.in(state).map(({ prompt }) => prompt);
}

/** Gives the flow as it is after a change; what is left out of a flow stays as it was. */
function flowOf({ flowDefinition }: Partial<PromptInput>, before: unknown = {}): object {
	if (!flowDefinition) return {};
	return { flowDefinition: { ...emptyFlow, ...(before as object), ...flowDefinition } };
}

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
