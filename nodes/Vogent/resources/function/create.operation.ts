import { create as createOperation } from '../../operations/create';
import {
	allowedNumbers,
	functionDescription,
	functionName,
	functionType,
	lifecycleMessages,
} from './functionFields';

/** Makes a function, and gives it. API page: "Create Function". */
export const create = createOperation({
	action: 'Create a function',
	description: 'Create a function that agents can use in a call, such as a transfer',
	creates: 'function',
	path: '/functions',
	fields: [functionName, functionDescription, functionType, allowedNumbers],
	additional: [lifecycleMessages],
	// The API wants the list, also where it is empty.
	arrange: (members) => ({ allowedNumbers: [], ...members }),
});
