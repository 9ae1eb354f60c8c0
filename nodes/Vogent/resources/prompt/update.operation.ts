import { update as updateOperation } from '../../operations/update';
import { promptIds, promptPath } from './ids';
import { promptChanges } from './promptFields';

/** Changes a prompt version of an agent, and gives it. API page: "Update Versioned Prompt". */
export const update = updateOperation({
	action: 'Update a prompt version',
	description:
		'Change a version of the prompt that an agent follows. Only fields that you add change.',
	path: promptPath,
	ids: promptIds,
	fields: promptChanges,
});
