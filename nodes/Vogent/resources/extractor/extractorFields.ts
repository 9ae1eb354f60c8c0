import { agentField, idField } from '../../fields/ids';
import { jsonTextField } from '../../fields/nested';
import { textField } from '../../fields/simple';
import { lists } from '../../transport/lists';

/** What an extractor is called. */
export const extractorName = textField({
	name: 'name',
	label: 'Name',
	required: true,
	placeholder: 'e.g. Appointment',
});

/** What an extractor reads; the API takes it as a text. API page: "Create Extractor". */
export const extractorSchema = jsonTextField({
	name: 'extractorFieldsJsonSchema',
	label: 'JSON Schema',
	required: true,
	description:
		'A JSON schema of what to read from the conversation, such as { "type": "object", "properties": { "date": { "type": "string" } } }',
});

/** An extractor, and the agent that it belongs to. */
export const extractorIds = [
	agentField,
	idField({
		name: 'extractorId',
		label: 'Extractor',
		list: 'searchExtractors',
		required: true,
	}),
];

/** Where it is, for `pathOf`. API pages: "Extractors". */
export const extractorPath = `${lists.extractors.path}/{}`;
