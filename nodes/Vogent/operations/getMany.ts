import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { propertiesOf, readMembers, type Field } from '../fields/field';
import { pagingFields, readLimit } from '../fields/output';
import { collectionOf } from '../fields/requestBody';
import { simplifiedBy, simplifyFields, type Simplify } from '../fields/simplify';
import type { Operation } from '../operation';
import type { ListRequest } from '../transport/lists';
import { listRows } from '../transport/pages';
import { pathOf } from './path';

/** Options for operations that list something. */
interface GetMany extends Pick<Operation, 'action' | 'description'>, ListRequest {
	value?: string;
	name?: string;
	/** The IDs in its path. */
	ids?: Field[];
	/** What the service can look for. */
	filters?: Field[];
	options?: Operation['options'];
	/** Tells the rows that the user wants from others, where the service cannot. */
	keep?: (item: ItemRun) => ((row: IDataObject) => boolean) | undefined;
	/** Whether the rows are sorted by name: then all of them are read. */
	isSorted?: boolean;
	/** Makes what goes on of a row; the row itself if left out. */
	present?: (row: IDataObject, item: ItemRun) => IDataObject;
	/** Makes the short form of a row, which the user then gets unless they choose otherwise. */
	simplify?: Simplify;
}

/**
 * An operation that lists something, one item a row: up to a limit, or all. Its `run` throws a NodeOperationError for a
 * bad field, and what `listRows` throws. API pages: "List …".
 */
export function getMany({
	value = 'getAll',
	name = 'Get Many',
	action,
	description,
	path,
	ids = [],
	filters = [],
	options,
	keep,
	isSorted = false,
	simplify,
	present = simplifiedBy(simplify),
	...list
}: GetMany): Operation {
	const filterFields = { displayName: 'Filters', name: 'filters', placeholder: 'Add filter' };
	return {
		value,
		name,
		action,
		description,
		worksAsTool: true,
		fields: [
			...propertiesOf([...ids, ...pagingFields]),
			...(simplify === undefined ? [] : simplifyFields),
			...(filters.length === 0 ? [] : [collectionOf(filterFields, filters)]),
		],
		options,
		run: async (item) => {
			const limit = readLimit(item);
			const query = readMembers(item, filters, 'filters');
			const isKept = keep?.(item);
			const isWhole = isSorted || isKept !== undefined;
			const asked = { ...list, path: pathOf(item, path, ids), query };
			const all = await listRows(item, asked, isWhole ? undefined : limit);
			if (isSorted) all.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
			const rows = all.filter(isKept ?? (() => true)).slice(0, limit);
			return rows.map((row) => ({ json: present(row, item) }));
		},
	};
}

function nameOf({ name }: IDataObject): string {
	return String(name ?? '');
}
