import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../execution/createOnce';
import { isNamed } from '../execution/normalizeName';
import {
	collectionOf,
	propertiesOf,
	readMembers,
	readOtherFields,
	type BodyField,
} from '../fields/bodyField';
import type { Operation } from '../operation';
import type { ListRequest } from '../transport/lists';
import { listRows } from '../transport/pages';
import { pathOf } from './path';

/** Options for operations that make something in the service. */
interface Create extends Pick<Operation, 'action' | 'description'>, ListRequest {
	value?: string;
	name?: string;
	/** What is made, such as "agent", for errors. */
	creates: string;
	/** The IDs in its path, which is also that of the list, if there is one. */
	ids?: BodyField[];
	/** What the user is told before anything else. */
	notice?: string;
	/** What the user needs first. */
	fields: BodyField[];
	/** What the user adds as needed. */
	additional?: BodyField[];
	/** Makes the body of what the fields give; it is that itself if left out. */
	arrange?: (members: IDataObject) => IDataObject;
	/** Which field tells the user what it is; its name if left out. */
	nameField?: string;
	/** The text of the answer without which it is of no use; `id` if left out, none for null. */
	expects?: string | null;
	/** What tells it in that list: the error of a lost answer then says what is there. */
	listedBy?: string;
}

/** The collection of what the user adds as needed. */
export const ADDITIONAL_FIELDS = 'additionalFields';

/** "Additional Fields", with these fields and one for what the API has gained since. */
export function additionalFieldsOf(fields: BodyField[], api: string): INodeProperties {
	const collection = {
		displayName: 'Additional Fields',
		name: ADDITIONAL_FIELDS,
		placeholder: 'Add field',
	};
	return collectionOf(collection, fields, api);
}

/**
 * An operation that makes something in the service, once, whatever happens. Its `run` throws a NodeOperationError for a
 * bad field, and what `createOnce` throws. API pages: "Create …".
 */
export function create({
	value = 'create',
	name = 'Create',
	action,
	description,
	creates,
	path,
	ids = [],
	notice,
	fields,
	additional = [],
	arrange = (members) => members,
	nameField = 'name',
	expects = 'id',
	listedBy,
	...list
}: Create): Operation {
	return {
		value,
		name,
		action,
		description,
		creates,
		worksAsTool: true,
		fields: [
			...(notice === undefined ? [] : [noticeField(notice)]),
			...propertiesOf([...ids, ...fields]),
			additionalFieldsOf(additional, `POST ${path.replaceAll('{}', '{id}')}`),
		],
		run: async (item) => {
			const at = pathOf(item, path, ids);
			const members = {
				...readMembers(item, fields),
				...readMembers(item, additional, ADDITIONAL_FIELDS),
			};
			const others = readOtherFields(item, ADDITIONAL_FIELDS);
			const body = { ...arrange(members), ...others };
			const named = { ...members, ...others };
			const called = String(named[nameField] ?? named.name ?? creates);
			const json = await createOnce(item, {
				name: called,
				request: async () => ({ method: 'POST', path: at, body, expects: expects ?? undefined }),
				listNamed: listedBy === undefined ? undefined : listNamed(listedBy),
			});
			return [{ json }];

			function listNamed(key: string) {
				return async (wanted: string): Promise<IDataObject[]> => {
					const rows = await listRows(item, { ...list, path: at });
					return rows.filter((row) => isNamed(wanted, row[key]));
				};
			}
		},
	};
}

/** What the user is told before they run the operation. */
export function noticeField(text: string): INodeProperties {
	return { displayName: text, name: 'notice', type: 'notice', default: '' };
}
