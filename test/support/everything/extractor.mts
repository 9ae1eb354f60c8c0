import { known } from './made.mts';
import { chosen, given, row } from './row.mts';

const path = `/agents/${known.agent}/extractors`;
const schema = '{ "type": "object", "properties": { "day": { "type": "string" } } }';

export const extractorRows = [
	row('extractor', 'getAll', () => ({
		parameters: { agentId: chosen(known.agent), returnAll: false, limit: 2 },
		// The API gives them all at once, and takes neither limit nor cursor.
		requests: [{ operationId: 'listExtractors', method: 'GET', path }],
	})),

	row('extractor', 'get', () => ({
		parameters: { agentId: chosen(known.agent), extractorId: chosen(known.extractor) },
		requests: [{ operationId: 'getExtractor', method: 'GET', path: `${path}/${known.extractor}` }],
	})),

	row('extractor', 'create', () => ({
		parameters: {
			agentId: given(known.agent),
			name: 'Appointment',
			extractorFieldsJsonSchema: schema,
			additionalFields: {},
		},
		requests: [
			{
				operationId: 'createExtractor',
				method: 'POST',
				path,
				body: { name: 'Appointment', extractorFieldsJsonSchema: schema },
			},
		],
	})),

	row('extractor', 'update', () => ({
		parameters: {
			agentId: chosen(known.agent),
			extractorId: given(known.otherExtractor),
			updateFields: { name: 'Day', extractorFieldsJsonSchema: schema },
		},
		requests: [
			{
				operationId: 'updateExtractor',
				method: 'PUT',
				path: `${path}/${known.otherExtractor}`,
				body: { name: 'Day', extractorFieldsJsonSchema: schema },
			},
		],
	})),
];
