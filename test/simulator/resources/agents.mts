import { agents, hiddenOf } from '../agents.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById, Refusal } from '../operation.mts';
import { dataPage } from '../paging.mts';
import { promptsOf } from './versioned-prompts.mts';
import { extractorsOf } from './extractors.mts';
import { voices } from './voices.mts';

/** Fields of the request that the answer, an Agent, does not have. */
const hiddenFields = [
	'inboundWebhookUrl',
	'inboundWebhookResponse',
	'openingLine',
	'voiceVolumeLevel',
	'backgroundNoiseType',
];

/** Fields of the request that have another name in an Agent. */
const otherNames: Record<string, string> = {
	callAgentExtractorId: 'defaultExtractorId',
	linkedFunctionDefinitionInputs: 'linkedFunctionDefinitions',
};

export const agentOperations: Operations = {
	listAgents: (request) => dataPage(request, 'agents', agents.in(request.state)),

	updateAgent(request) {
		const agent = findById(agents.in(request.state), request.params.id, 'agent');
		const changes = request.body as Record<string, unknown>;
		const errors = unknownIds(request, agent.id, changes);
		if (errors.length > 0) throw new Refusal(422, 'The request is not valid', errors);
		const isHidden = ([name]: [string, unknown]) => hiddenFields.includes(name);
		const entries = Object.entries(changes);
		const shown = entries
			.filter((entry) => !isHidden(entry))
			.map(([name, value]) => shownAs(name, value));
		Object.assign(hiddenOf(request.state, agent.id), Object.fromEntries(entries.filter(isHidden)));
		return Object.assign(agent, Object.fromEntries(shown));
	},
};

function shownAs(name: string, value: unknown): [string, unknown] {
	if (name !== 'linkedFunctionDefinitionIds') return [otherNames[name] ?? name, value];
	const linked = (value as string[]).map((functionDefinitionId) => ({ functionDefinitionId }));
	return ['linkedFunctionDefinitions', linked];
}

function unknownIds(
	{ state }: OperationRequest,
	agentId: string,
	changes: Record<string, unknown>,
): string[] {
	const rowsOf = {
		defaultVoiceId: voices.in(state),
		defaultVersionedPromptId: promptsOf(state, agentId),
		callAgentExtractorId: extractorsOf(state, agentId),
	};
	return Object.entries(rowsOf).flatMap(([field, rows]) => {
		const id = changes[field];
		const isRight = id === undefined || rows.some((row) => row.id === id);
		return isRight ? [] : [`/${field} is ${JSON.stringify(id)}, which nothing has`];
	});
}
