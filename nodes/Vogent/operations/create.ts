import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOnce } from '../execution/createOnce';
import { isNamed } from '../execution/names';
import type { ItemRun } from '../execution/run';
import { propertiesOf, type Field } from '../fields/field';
import { requestBody } from '../fields/requestBody';
import { simplifiedBy, simplifyFields, type Simplify } from '../fields/simplify';
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
	ids?: Field[];
	/** What the user is told before anything else. */
	notice?: string;
	/** What the user needs first. */
	fields: Field[];
	/** What the user adds as needed. */
	additional?: Field[];
	/** Makes the body of what the fields give; it is that itself if left out. */
	arrange?: (members: IDataObject) => IDataObject;
	/** Throws a NodeOperationError where a body must not be sent. */
	check?: (body: IDataObject, item: ItemRun) => void;
	options?: Operation['options'];
	/** Makes what goes on of the answer; the answer itself if left out. */
	present?: (answer: IDataObject, item: ItemRun) => IDataObject;
	/** Makes the short form of the answer, which the user then gets unless they choose otherwise. */
	simplify?: Simplify;
	/** What in the body tells the user what it is; its name if left out. */
	nameIn?: (body: IDataObject) => unknown;
	/** The text of the answer without which it is of no use; `id` if left out, none for null. */
	expects?: string | null;
	/** What tells it in that list: the error of a lost answer then says what is there. */
	listedBy?: string;
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
	additional,
	arrange,
	nameIn = (body) => body.name,
	expects = 'id',
	listedBy,
	check,
	options,
	simplify,
	present = simplifiedBy(simplify),
	...list
}: Create): Operation {
	const request = `POST ${path.replaceAll('{}', '{id}')}`;
	const { properties, read } = requestBody({ request, fields, additional, arrange });
	return {
		value,
		name,
		action,
		description,
		creates,
		worksAsTool: true,
		fields: [
			...(notice === undefined ? [] : [noticeField(notice)]),
			...propertiesOf(ids),
			...(simplify === undefined ? [] : simplifyFields),
			...properties,
		],
		options,
		run: async (item) => {
			const at = pathOf(item, path, ids);
			const body = read(item);
			check?.(body, item);
			const json = await createOnce(item, {
				name: String(nameIn(body) ?? creates),
				request: async () => ({ method: 'POST', path: at, body, expects: expects ?? undefined }),
				listNamed: listedBy === undefined ? undefined : listNamed(listedBy),
				present: (answer) => present(answer, item),
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
