import { update as updateOperation } from '../../operations/update';
import { apiRequest } from '../../transport/request';
import {
	allowedNumbers,
	functionDescription,
	functionField,
	functionName,
	functionPath,
	functionType,
	lifecycleMessages,
} from './functionFields';

/**
 * Changes a function, and gives it. The API wants the allowed numbers with every change: where the user does not change
 * them, they are read first. API pages: "Update Function", "Get Function".
 */
export const update = updateOperation({
	action: 'Update a function',
	description: 'Change a function that agents can use in a call. Only fields that you add change.',
	path: functionPath,
	ids: [functionField],
	fields: [functionName, functionDescription, functionType, allowedNumbers, lifecycleMessages],
	complete: async (changes, item, path) => {
		if (changes.allowedNumbers !== undefined) return changes;
		const now = await apiRequest(item, { method: 'GET', path, expects: 'id' });
		return { allowedNumbers: now.allowedNumbers ?? [], ...changes };
	},
});
