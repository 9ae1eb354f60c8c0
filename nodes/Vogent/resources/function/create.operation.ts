import { shownFor } from '../../fields/field';
import { create as createOperation } from '../../operations/create';
import { lists } from '../../transport/lists';
import {
	allowAnyNumber,
	allowedNumbers,
	apiPath,
	displayName,
	functionDescription,
	functionName,
	functionType,
	headers,
	inputJsonSchema,
	messageFields,
	withMessages,
} from './functionFields';
import { headerValuesOption, maskHeaders, refuseMasked } from './headerValues';

/** Makes a function, and gives it. API page: "Create Function". */
export const create = createOperation({
	action: 'Create a function',
	description: 'Create a function that agents can use in a call: a transfer, or a request to a URL',
	creates: 'function',
	...lists.functions,
	fields: [
		functionName,
		functionDescription,
		functionType,
		...shownFor({ type: ['transfer'] }, [allowedNumbers, allowAnyNumber]),
		...shownFor({ type: ['api'] }, [apiPath, headers, inputJsonSchema]),
	],
	additional: [displayName, ...messageFields],
	// The API wants the list of a transfer, also where it is empty.
	arrange: (members) =>
		withMessages(members.type === 'api' ? members : { allowedNumbers: [], ...members }),
	check: refuseMasked,
	options: [headerValuesOption.property],
	present: maskHeaders,
});
