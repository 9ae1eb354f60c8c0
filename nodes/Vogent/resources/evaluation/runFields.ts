import type { IDataObject } from 'n8n-workflow';

import { callAgentField, idField } from '../../fields/ids';
import { textsField } from '../../fields/simple';
import { configField } from './evaluationFields';

/** Options for the two operations that start a run. API page: "Create Eval Run". */
export const runRequest = {
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
	nameIn: ({ versionedPromptId }: IDataObject) => versionedPromptId,
};
