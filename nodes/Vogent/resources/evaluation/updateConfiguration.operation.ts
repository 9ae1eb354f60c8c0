import { update } from '../../operations/update';
import { configField, configPath, promptSnippet } from './evaluationFields';

/** Changes what an evaluation checks, and gives its configuration. API page: "Update Eval Config". */
export const updateConfiguration = update({
	value: 'updateConfiguration',
	name: 'Update Configuration',
	action: 'Update an evaluation configuration',
	description: 'Change what an evaluation checks',
	path: configPath,
	ids: [configField],
	fields: [promptSnippet],
});
