import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../execution/createOnce';
import { isNamed } from '../execution/normalizeName';
import type { ItemRun } from '../execution/run';
import {
	collectionOf,
	propertiesOf,
	readMembers,
	readOtherFields,
	type BodyField,
} from '../fields/bodyField';
import { simplified, simplifyFields, type Simplify } from '../fields/simplify';
import type { Operation } from '../operation';
import { listRows, type ListRequest } from '../transport/pages';
import { pathWith } from './path';

/** Options for operations that make something in the service. */
interface Create extends Pick<Operation, 'action' | 'description'> {
	value?: string;
	name?: string;
	/** What is made, such as "agent", for errors. */
	creates: string;
	/** Where it is made, with `{}` for each of the `ids`. */
	path: string;
	ids?: BodyField[];
	/** What the user is told before anything else. */
	notice?: string;
	/** What the user needs first. */
	fields: BodyField[];
	/** What the user adds as needed. */
	additional?: BodyField[];
	/** Makes the body of what the fields give; it is that itself if left out. */
	arrange?: (members: IDataObject) => IDataObject;
	options?: Operation['options'];
	/** Makes the short form of the answer, which the user then gets unless they choose otherwise. */
	simplify?: Simplify;
	/** Makes what goes on of the answer; the answer itself if left out. */
	present?: (answer: IDataObject, item: ItemRun) => IDataObject;
	/** Which field tells the user what it is; its name if left out. */
	nameField?: string;
	/** The text of the answer without which it is of no use; `id` if left out, none for null. */
	expects?: string | null;
	/** The list in which it can be found by its name: the error of a lost answer says what is there. */
	searchList?: Omit<ListRequest, 'path'> & { nameKey?: string };
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
	searchList,
	options,
	present = (answer) => answer,
	simplify,
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
			...(simplify === undefined ? [] : simplifyFields),
			additionalFieldsOf(additional, `POST ${path.replaceAll('{}', '{id}')}`),
		],
		options,
		run: async (item) => {
			const at = pathWith(path, ...ids)(item);
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
				listNamed: searchList && listNamed,
				present: (answer) =>
					simplify === undefined ? present(answer, item) : simplified(item, answer, simplify),
			});
			return [{ json }];

			async function listNamed(wanted: string): Promise<IDataObject[]> {
				const { nameKey = 'name', ...list } = { rowsKey: 'data', ...searchList };
				const rows = await listRows(item, { path: at, ...list });
				return rows.filter((row) => isNamed(wanted, row[nameKey]));
			}
		},
	};
}

/** What the user is told before they run the operation. */
export function noticeField(text: string): INodeProperties {
	return { displayName: text, name: 'notice', type: 'notice', default: '' };
}
