import { agents } from '../agents.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

interface AgentExtractor {
	agentId: string;
	extractor: { id: string; name: string; extractorFieldsJsonSchema: string };
}

/** An extractor does not tell its agent, so its agent is kept beside it. */
const extractors = new Collection<AgentExtractor>(() => [
	{
		agentId: seedId('agent 1'),
		extractor: {
			id: seedId('extractor 1'),
			name: 'Booking',
			extractorFieldsJsonSchema: JSON.stringify({
				type: 'object',
				properties: { booked: { type: 'boolean' } },
			}),
		},
	},
	{
		agentId: seedId('agent 1'),
		extractor: {
			id: seedId('extractor 2'),
			name: 'Mood',
			extractorFieldsJsonSchema: JSON.stringify({
				type: 'object',
				properties: { mood: { type: 'string' } },
			}),
		},
	},
]);

export const extractorOperations: Operations = {
	listExtractors: (request) => ({ extractors: extractorsOfAgent(request) }),
	getExtractor: (request) =>
		findById(extractorsOfAgent(request), request.params.extractorId, 'extractor'),
};

/** Gives the extractors of one agent. */
export function extractorsOf(state: State, agentId: string): Array<AgentExtractor['extractor']> {
	return extractors
		.in(state)
		.filter((row) => row.agentId === agentId)
		.map(({ extractor }) => extractor);
}

function extractorsOfAgent({
	state,
	params,
}: OperationRequest): Array<AgentExtractor['extractor']> {
	return extractorsOf(state, findById(agents.in(state), params.agentId, 'agent').id);
}
