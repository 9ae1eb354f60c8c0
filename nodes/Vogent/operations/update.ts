import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { invalidField, propertiesOf, type Field } from '../fields/field';
import { changesBody } from '../fields/requestBody';
import type { Operation } from '../operation';
import { apiRequest } from '../transport/request';
import { pathOf } from './path';

/** Options for operations that change something. */
interface Update extends Pick<Operation, 'action' | 'description'> {
	/** Where it is, with `{}` for each of the `ids`. */
	path: string;
	ids: Field[];
	/** What can be changed. */
	fields: Field[];
	/** Adds what the API wants with every change, from what the service has now. */
	complete?: (changes: IDataObject, item: ItemRun, path: string) => Promise<IDataObject>;
}

/**
 * An operation that changes what the user has added under "Update Fields", and nothing else. Its `run` throws a
 * NodeOperationError for a bad field and where there is nothing to change, and what `apiRequest` throws.
 * API pages: "Update …".
 */
export function update({
	action,
	description,
	path,
	ids,
	fields,
	complete = (changes) => Promise.resolve(changes),
}: Update): Operation {
	const request = `PUT ${path.replaceAll('{}', '{id}')}`;
	const { properties, read } = changesBody({ request, fields });
	return {
		value: 'update',
		name: 'Update',
		action,
		description,
		worksAsTool: true,
		fields: [...propertiesOf(ids), ...properties],
		run: async (item) => {
			const at = pathOf(item, path, ids);
			const changes = read(item);
			if (Object.keys(changes).length === 0) {
				throw invalidField(item, 'There is nothing to update', 'Add one of the "Update Fields".');
			}
			const body = await complete(changes, item, at);
			return [{ json: await apiRequest(item, { method: 'PUT', path: at, body }) }];
		},
	};
}
