import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { invalidField, propertiesOf, type Field } from '../fields/field';
import { changesBody } from '../fields/requestBody';
import { simplifiedBy, simplifyFields, type Simplify } from '../fields/simplify';
import type { Operation } from '../operation';
import { apiRequest } from '../transport/request';
import { pathOf } from './path';

/** Options for operations that change something. */
interface Update
	extends Pick<Operation, 'action' | 'description'>, Partial<Pick<Operation, 'value' | 'name'>> {
	/** Where it is, with `{}` for each of the `ids`. */
	path: string;
	ids: Field[];
	/** What can be changed. */
	fields: Field[];
	options?: Operation['options'];
	/** Makes what goes on of the answer; the answer itself if left out. */
	present?: (answer: IDataObject, item: ItemRun) => IDataObject;
	/** Makes the short form of the answer, which the user then gets unless they choose otherwise. */
	simplify?: Simplify;
	/** Adds what the API wants with every change, from what the service has now. */
	complete?: (changes: IDataObject, item: ItemRun, path: string) => Promise<IDataObject>;
}

/**
 * An operation that changes what the user has added under "Update Fields", and nothing else. Its `run` throws a
 * NodeOperationError for a bad field and where there is nothing to change, and what `apiRequest` throws.
 * API pages: "Update …".
 */
export function update({
	value = 'update',
	name = 'Update',
	action,
	description,
	path,
	ids,
	fields,
	options,
	simplify,
	present = simplifiedBy(simplify),
	complete = (changes) => Promise.resolve(changes),
}: Update): Operation {
	const request = `PUT ${path.replaceAll('{}', '{id}')}`;
	const { properties, read } = changesBody({ request, fields });
	return {
		value,
		name,
		action,
		description,
		worksAsTool: true,
		fields: [
			...propertiesOf(ids),
			...(simplify === undefined ? [] : simplifyFields),
			...properties,
		],
		options,
		run: async (item) => {
			const at = pathOf(item, path, ids);
			const changes = read(item);
			if (Object.keys(changes).length === 0) {
				throw invalidField(item, 'There is nothing to update', 'Add one of the "Update Fields".');
			}
			const body = await complete(changes, item, at);
			const answer = await apiRequest(item, { method: 'PUT', path: at, body });
			return [{ json: present(answer, item) }];
		},
	};
}
