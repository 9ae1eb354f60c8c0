import { randomUUID } from 'node:crypto';
import { agents } from '../agents.mts';
import { emptyText, refuseWrong } from '../checks.mts';
import type { OperationRequest, Operations } from '../operation.mts';
import { findById } from '../operation.mts';
import { seedId } from '../seed-id.mts';
import type { State } from '../state.mts';
import { Collection } from '../state.mts';

/** CreateExtractorInput of the contract; with nothing required, UpdateExtractorInput. */
export interface ExtractorInput {
	name: string;
	extractorFieldsJsonSchema: string;
}

interface AgentExtractor {
	agentId: string;
	extractor: ExtractorInput & { id: string };
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

	createExtractor({ state, params, body }) {
		const agent = findById(agents.in(state), params.agentId, 'agent');
		const input = body as ExtractorInput;
		refuseWrong(extractorErrors(input));
		return addExtractor(state, agent.id, input);
	},

	updateExtractor(request) {
		const extractor = findById(extractorsOfAgent(request), request.params.extractorId, 'extractor');
		const changes = request.body as Partial<ExtractorInput>;
		refuseWrong(extractorErrors(changes));
		return Object.assign(extractor, changes);
	},
};

/** Makes an extractor of this agent, and gives it. */
export function addExtractor(
	state: State,
	agentId: string,
	input: ExtractorInput,
): AgentExtractor['extractor'] {
	const extractor = { id: randomUUID(), ...input };
	extractors.in(state).push({ agentId, extractor });
	return extractor;
}

/** Gives what is wrong with an extractor that is to be made or changed; `at` is where it stands in the request. */
export function extractorErrors(
	{ name, extractorFieldsJsonSchema }: Partial<ExtractorInput>,
	at = '',
): string[] {
	const isSchema = isJsonObject(extractorFieldsJsonSchema ?? '{}');
	return [
		...emptyText(`${at}name`, name),
		...(isSchema ? [] : [`/${at}extractorFieldsJsonSchema is not a JSON object in a string`]),
	];
}

function isJsonObject(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}

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
