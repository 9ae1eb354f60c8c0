import { shownFor } from '../../fields/field';
import { dialField } from '../../fields/ids';
import { jsonTextField } from '../../fields/nested';
import { choiceField, optionalNumberField, textField } from '../../fields/simple';
import { create } from '../../operations/create';
import { configField, recordFields } from './evaluationFields';

/** Adds a record to the configuration of an evaluation, and gives it. API page: "Create Eval Record". */
export const addRecord = create({
	value: 'addRecord',
	name: 'Add Record',
	action: 'Add a record to an evaluation',
	description: 'Add a call, or a prompt that plays the caller, to an evaluation',
	creates: 'evaluation record',
	path: '/eval_configs/{}/records',
	ids: [configField],
	fields: [
		choiceField({
			name: 'recordType',
			label: 'Record Type',
			fallback: 'DIAL',
			options: [
				{ name: 'Call', value: 'DIAL', description: 'A call that was made' },
				{ name: 'Prompt', value: 'PROMPT', description: 'A prompt that plays the caller' },
			],
			description: 'What to add to the evaluation',
		}),
		...shownFor({ recordType: ['DIAL'] }, [dialField]),
		...shownFor({ recordType: ['PROMPT'] }, [
			textField({ ...recordFields.name, required: true }),
			textField({ ...recordFields.systemPrompt, required: true }),
			textField(recordFields.description),
			optionalNumberField(recordFields.maxTurns),
			jsonTextField(recordFields.agentInputs),
		]),
	],
	nameIn: ({ dialId, name }) => dialId ?? name,
});
