import { textField } from '../../fields/simple';
import { create } from '../../operations/create';
import { lists } from '../../transport/lists';
import { promptSnippet } from './evaluationFields';

/** Makes the configuration of an evaluation, and gives it. API page: "Create Eval Config". */
export const createConfiguration = create({
	value: 'createConfiguration',
	name: 'Create Configuration',
	action: 'Create an evaluation configuration',
	description: 'Create a configuration that says what an evaluation checks',
	creates: 'evaluation configuration',
	...lists.evalConfigs,
	fields: [
		textField({
			name: 'name',
			label: 'Name',
			required: true,
			placeholder: 'e.g. No refunds promised',
			description: "What the configuration is called. Vogent's API cannot change it later.",
		}),
		promptSnippet,
	],
	listedBy: 'name',
});
