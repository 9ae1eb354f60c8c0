import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import {
	collectionOf,
	propertiesOf,
	readChanges,
	readOtherFields,
	type BodyField,
} from '../fields/bodyField';
import { invalidField } from '../fields/read';
import { simplified, simplifyFields, type Simplify } from '../fields/simplify';
import type { Operation } from '../operation';
import { apiRequest } from '../transport/request';
import { pathWith } from './path';

/** Options for operations that change something. */
interface Update
	extends Pick<Operation, 'action' | 'description'>, Partial<Pick<Operation, 'value' | 'name'>> {
	/** Where it is, with `{}` for each of the `ids`. */
	path: string;
	ids: BodyField[];
	/** What can be changed. */
	fields: BodyField[];
	options?: Operation['options'];
	/** Makes the short form of the answer, which the user then gets unless they choose otherwise. */
	simplify?: Simplify;
	/** Makes what goes on of the answer; the answer itself if left out. */
	present?: (answer: IDataObject, item: ItemRun) => IDataObject;
	/** Adds what the API wants with every change, from what the service has now. */
	complete?: (changes: IDataObject, item: ItemRun, path: string) => Promise<IDataObject>;
}

const UPDATE_FIELDS = 'updateFields';

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
	present = (answer) => answer,
	simplify,
	complete = (changes) => Promise.resolve(changes),
}: Update): Operation {
	const updateFields = {
		displayName: 'Update Fields',
		name: UPDATE_FIELDS,
		placeholder: 'Add field',
	};
	return {
		value,
		name,
		action,
		description,
		worksAsTool: true,
		fields: [
			...propertiesOf(ids),
			...(simplify === undefined ? [] : simplifyFields),
			collectionOf(updateFields, fields, `PUT ${path.replaceAll('{}', '{id}')}`),
		],
		options,
		run: async (item) => {
			const at = pathWith(path, ...ids)(item);
			const changes = {
				...readChanges(item, fields, UPDATE_FIELDS),
				...readOtherFields(item, UPDATE_FIELDS),
			};
			if (Object.keys(changes).length === 0) {
				throw invalidField(item, 'There is nothing to update', 'Add one of the "Update Fields".');
			}
			const body = await complete(changes, item, at);
			const answer = await apiRequest(item, { method: 'PUT', path: at, body });
			const json =
				simplify === undefined ? present(answer, item) : simplified(item, answer, simplify);
			return [{ json }];
		},
	};
}
