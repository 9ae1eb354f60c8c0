import { shownFor } from '../../fields/field';
import { dialField } from '../../fields/ids';
import { choiceField, optionalNumberField, textField } from '../../fields/simple';
import { create } from '../../operations/create';
import { configField } from './evaluationFields';

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
			textField({
				name: 'name',
				label: 'Name',
				required: true,
				placeholder: 'e.g. Angry caller',
			}),
			textField({
				name: 'systemPrompt',
				label: 'System Prompt',
				required: true,
				rows: 4,
				placeholder: 'e.g. You want to cancel your appointment, and are in a hurry.',
				description: 'What the caller is told to do',
			}),
			textField({
				name: 'description',
				label: 'Description',
				placeholder: 'e.g. Tests how the agent deals with a cancellation',
				description: 'What the record is for',
			}),
			optionalNumberField({
				name: 'maxTurns',
				label: 'Max Turns',
				fallback: 0,
				least: 1,
				omitZero: true,
				description: "How often each side may speak. 0 for Vogent's default.",
			}),
			textField({
				name: 'agentInputs',
				label: 'Agent Inputs',
				rows: 2,
				description: "Values for the prompt variables, in the form that Vogent's API takes",
			}),
		]),
	],
	expects: null,
	nameIn: ({ dialId, name }) => dialId ?? name,
});
