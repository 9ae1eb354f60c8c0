import { callAgentField, idField } from '../../fields/ids';
import { textsField } from '../../fields/simple';
import { create } from '../../operations/create';
import { configField } from './evaluationFields';

/** Starts an evaluation of an agent, and gives the run. API page: "Create Eval Run". */
export const run = create({
	value: 'run',
	name: 'Run',
	action: 'Run an evaluation (may cost money)',
	description:
		'Evaluate a prompt version of an agent. May cost money. Get Many Runs returns the result.',
	creates: 'evaluation run',
	path: '/eval_configs/{}/runs',
	ids: [configField],
	fields: [
		callAgentField,
		idField({
			name: 'versionedPromptId',
			label: 'Prompt Version',
			list: 'searchPrompts',
			required: true,
			description: 'The prompt version to evaluate',
		}),
	],
	additional: [
		textsField({
			name: 'evalRecordIds',
			label: 'Record IDs',
			separator: 'comma',
			placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
			description: 'The IDs of the records to use, separated by commas. Leave empty for all.',
		}),
	],
	nameIn: ({ versionedPromptId }) => versionedPromptId,
});
