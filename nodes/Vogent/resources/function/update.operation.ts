import type { IDataObject } from 'n8n-workflow';

import { update as updateOperation } from '../../operations/update';
import { isJsonObject } from '../../text/json';
import { apiRequest } from '../../transport/request';
import {
	allowAnyNumber,
	allowedNumbers,
	apiPath,
	displayName,
	functionDescription,
	functionField,
	functionName,
	functionPath,
	functionType,
	headers,
	inputJsonSchema,
	messageFields,
	withMessages,
} from './functionFields';
import { headersToKeep, headerValuesOption, maskHeaders, refuseMasked } from './headerValues';

/**
 * Changes a function, and gives it. Whether the API keeps what it is not sent is not known: all that the function has is
 * read first, and sent with the changes. API pages: "Update Function", "Get Function".
 */
export const update = updateOperation({
	action: 'Update a function',
	description: 'Change a function that agents can use in a call. Only fields that you add change.',
	path: functionPath,
	ids: [functionField],
	fields: [
		functionName,
		functionDescription,
		functionType,
		allowedNumbers,
		allowAnyNumber,
		apiPath,
		headers,
		inputJsonSchema,
		displayName,
		...messageFields,
	],
	complete: async (changes, item, path) => {
		refuseMasked(changes, item);
		const now = await apiRequest(item, { method: 'GET', path, expects: 'id' });
		const kept = changes.headers === undefined ? { headers: headersToKeep(item, now) } : {};
		const messages = isJsonObject(now.lifecycleMessages) ? now.lifecycleMessages : undefined;
		const body: IDataObject = {
			...withoutNull({ ...now, id: null, ...kept }),
			...withMessages(changes, messages),
		};
		if (body.type === 'transfer') body.allowedNumbers ??= [];
		return body;
	},
	options: [headerValuesOption.property],
	present: maskHeaders,
});

/** What is null is not set; the API does not take it back. */
function withoutNull(body: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(body).filter(([, value]) => value !== null && value !== undefined),
	);
}
