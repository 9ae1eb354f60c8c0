import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { propertiesOf, type Field } from '../fields/field';
import type { Operation } from '../operation';
import { apiRequest, type ApiRequest } from '../transport/request';
import { pathOf } from './path';

/** Options for operations that send one request, and give its answer. */
interface Request
	extends
		Pick<Operation, 'value' | 'name' | 'action' | 'description'>,
		Pick<ApiRequest, 'method' | 'expects'> {
	/** Where it goes, with `{}` for each of the `ids`. */
	path: string;
	ids: Field[];
	/** The body, where there is one. */
	body?: (item: ItemRun) => IDataObject;
	/** The operation's fields besides the IDs. */
	fields?: Operation['fields'];
	/** What goes on of the answer. */
	pick?: (answer: IDataObject, item: ItemRun) => IDataObject;
}

/**
 * An operation that sends one request and gives its answer. For what does no harm if it is sent twice: what creates
 * something is a `create`. Its `run` throws a NodeOperationError for a bad field, and what `apiRequest` throws.
 */
export function request({
	method,
	path,
	ids,
	body,
	fields = [],
	expects,
	pick = (answer) => answer,
	...named
}: Request): Operation {
	return {
		...named,
		worksAsTool: true,
		fields: [...propertiesOf(ids), ...fields],
		run: async (item) => {
			const sent = { method, path: pathOf(item, path, ids), body: body?.(item), expects };
			return [{ json: pick(await apiRequest(item, sent), item) }];
		},
	};
}

/** An operation that gets one thing. API pages: "Get …". */
export function get(
	differing: Pick<Request, 'action' | 'description' | 'path' | 'ids' | 'expects'>,
): Operation {
	return request({ ...differing, value: 'get', name: 'Get', method: 'GET' });
}
