import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { seedId } from '../seed-id.mts';
import { Collection } from '../state.mts';
import { agents } from './agents.mts';

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
]);

export const extractorOperations: Operations = {
	listExtractors: (request) => ({ extractors: extractorsOfAgent(request) }),
	getExtractor: (request) =>
		findById(extractorsOfAgent(request), request.params.extractorId, 'extractor'),
};

function extractorsOfAgent({
	state,
	params,
}: OperationRequest): Array<AgentExtractor['extractor']> {
	const agent = findById(agents.in(state), params.agentId, 'agent');
	return extractors
		.in(state)
		.filter(({ agentId }) => agentId === agent.id)
		.map(({ extractor }) => extractor);
}
