import { jsonTextField } from '../../fields/nested';
import { optionalNumberField, textField } from '../../fields/simple';
import { update } from '../../operations/update';
import { configField, recordField, recordFields, recordPath } from './evaluationFields';

/** Changes a record of an evaluation, and gives it. API page: "Update Eval Record". */
export const updateRecord = update({
	value: 'updateRecord',
	name: 'Update Record',
	action: 'Update a record of an evaluation',
	description: 'Change a record of an evaluation. Only fields that you add change.',
	path: recordPath,
	ids: [configField, recordField],
	fields: [
		textField(recordFields.name),
		textField(recordFields.systemPrompt),
		textField(recordFields.description),
		optionalNumberField({
			...recordFields.maxTurns,
			omitZero: false,
			fallback: 1,
			description: 'How often each side may speak',
		}),
		jsonTextField(recordFields.agentInputs),
	],
});
