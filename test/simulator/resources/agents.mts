import { randomUUID } from 'node:crypto';
import { agents, hiddenOf } from '../agents.mts';
import { emptyText, refuseWrong, unknownId, unknownIds } from '../checks.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { dataPage } from '../paging.mts';
import type { Agent, LinkedFunction } from '../records.mts';
import type { State } from '../state.mts';
import { addExtractor, extractorErrors, extractorsOf } from './extractors.mts';
import type { ExtractorInput } from './extractors.mts';
import { functions } from './functions.mts';
import { phoneNumbers } from './phone-numbers.mts';
import { addPrompt, allPrompts, promptErrors, promptsOf } from './versioned-prompts.mts';
import type { PromptInput } from './versioned-prompts.mts';
import { voices } from './voices.mts';

/** What CreateAgentInput and UpdateAgentInput of the contract share, as much of it as is looked at here. */
interface AgentInput {
	name?: string;
	defaultVoiceId?: string;
	linkedFunctionDefinitionIds?: string[];
	linkedFunctionDefinitionInputs?: LinkedFunction[];
	ivrConfiguration?: { versionedPromptId?: string | null; aiVoiceId?: string | null };
	fillEmptyStringVariables?: boolean | null;
}

/** CreateAgentInput of the contract. */
interface CreateAgentInput extends AgentInput {
	name: string;
	defaultVersionedPrompt: PromptInput;
	defaultExtractor?: ExtractorInput;
}

/** UpdateAgentInput of the contract. */
interface UpdateAgentInput extends AgentInput {
	defaultVersionedPromptId?: string;
	callAgentExtractorId?: string;
}

/** Fields of the request that the answer, an Agent, does not have. */
const hiddenFields = [
	'inboundWebhookUrl',
	'inboundWebhookResponse',
	'openingLine',
	'voiceVolumeLevel',
	'backgroundNoiseType',
];

export const agentOperations: Operations = {
	listAgents: (request) => dataPage(request, 'agents', agents.in(request.state)),

	/** Its prompt and its extractor are made with it. */
	createAgent({ state, body }) {
		const input = body as CreateAgentInput;
		const { defaultVersionedPrompt, defaultExtractor, ...fields } = input;
		refuseWrong([
			...errorsOf(state, fields),
			...promptErrors(state, defaultVersionedPrompt, 'defaultVersionedPrompt/'),
			...extractorErrors(defaultExtractor ?? {}, 'defaultExtractor/'),
		]);
		const id = randomUUID();
		const agent: Agent = {
			id,
			name: input.name,
			language: 'en',
			maxDurationSeconds: 10_800,
			defaultVersionedPromptId: addPrompt(state, id, defaultVersionedPrompt).id,
			defaultExtractorId: defaultExtractor ? addExtractor(state, id, defaultExtractor).id : null,
		};
		agents.in(state).push(agent);
		return change(state, agent, {
			voiceVolumeLevel: -100,
			backgroundNoiseType: 'office',
			...fields,
		});
	},

	updateAgent(request) {
		const { state } = request;
		const agent = agentOf(request);
		const { callAgentExtractorId, ...fields } = request.body as UpdateAgentInput;
		const { defaultVersionedPromptId } = fields;
		const prompts = promptsOf(state, agent.id);
		const extractors = extractorsOf(state, agent.id);
		refuseWrong([
			...errorsOf(state, fields),
			...unknownId('defaultVersionedPromptId', defaultVersionedPromptId, prompts, 'prompt of it'),
			...unknownId('callAgentExtractorId', callAgentExtractorId, extractors, 'extractor of it'),
		]);
		if (callAgentExtractorId) agent.defaultExtractorId = callAgentExtractorId;
		return change(state, agent, fields);
	},

	/** Its numbers are linked to nobody then. */
	deleteAgent(request) {
		const agent = agentOf(request);
		const rows = agents.in(request.state);
		rows.splice(rows.indexOf(agent), 1);
		for (const number of phoneNumbers.in(request.state)) {
			if (number.agentId === agent.id) number.agentId = null;
		}
		return agent;
	},
};

function agentOf({ state, params }: OperationRequest): Agent {
	return findById(agents.in(state), params.id, 'agent');
}

/** Changes the fields that are given, each where the API tells it or where it does not; gives the agent. */
function change(state: State, agent: Agent, fields: AgentInput & Record<string, unknown>): Agent {
	const { linkedFunctionDefinitionIds, linkedFunctionDefinitionInputs, ...others } = fields;
	const { fillEmptyStringVariables, ...plain } = others;
	const entries = Object.entries(plain);
	const isHidden = ([name]: [string, unknown]) => hiddenFields.includes(name);
	Object.assign(hiddenOf(state, agent.id), Object.fromEntries(entries.filter(isHidden)));
	Object.assign(agent, Object.fromEntries(entries.filter((entry) => !isHidden(entry))));

	// An Agent has true, false or nothing here, where a request may have null.
	if (fillEmptyStringVariables === null) delete agent.fillEmptyStringVariables;
	else if (fillEmptyStringVariables !== undefined)
		Object.assign(agent, { fillEmptyStringVariables });

	const inputs = linkedFunctionDefinitionInputs ?? [];
	const ids = linkedFunctionDefinitionIds ?? [];
	if (linkedFunctionDefinitionInputs ?? linkedFunctionDefinitionIds) {
		const isNew = (id: string) => !inputs.some((input) => input.functionDefinitionId === id);
		const others = ids.filter(isNew).map((functionDefinitionId) => ({ functionDefinitionId }));
		agent.linkedFunctionDefinitions = [...inputs, ...others];
	}
	return agent;
}

function errorsOf(state: State, input: AgentInput): string[] {
	const { linkedFunctionDefinitionIds, linkedFunctionDefinitionInputs, ivrConfiguration } = input;
	const linked = linkedFunctionDefinitionInputs?.map((one) => one.functionDefinitionId);
	const { versionedPromptId, aiVoiceId } = ivrConfiguration ?? {};
	const known = { voices: voices.in(state), functions: functions.in(state) };
	return [
		...emptyText('name', input.name),
		...unknownId('defaultVoiceId', input.defaultVoiceId, known.voices, 'voice'),
		...unknownIds(
			'linkedFunctionDefinitionIds',
			linkedFunctionDefinitionIds,
			known.functions,
			'function',
		),
		...unknownIds('linkedFunctionDefinitionInputs', linked, known.functions, 'function'),
		...unknownId(
			'ivrConfiguration/versionedPromptId',
			versionedPromptId,
			allPrompts(state),
			'prompt',
		),
		...unknownId('ivrConfiguration/aiVoiceId', aiVoiceId, known.voices, 'voice'),
	];
}
