import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../execution/run';
import { collectionOf, propertiesOf, readMembers, type BodyField } from '../fields/bodyField';
import { pagingFields } from '../fields/paging';
import { readLimit } from '../fields/read';
import { simplified, simplifyFields, type Simplify } from '../fields/simplify';
import type { Operation } from '../operation';
import { listRows, type ListRequest } from '../transport/pages';
import { pathWith } from './path';

/** Options for operations that list something. */
interface GetMany
	extends Pick<Operation, 'action' | 'description'>, Pick<ListRequest, 'isUnpaged'> {
	value?: string;
	name?: string;
	/** Where the list is, with `{}` for each of the `ids`. */
	path: string;
	ids?: BodyField[];
	/** Where the answer has its rows; `data` if left out. */
	rowsKey?: string;
	/** What the service can look for. */
	filters?: BodyField[];
	/** What the operation has under "Options". */
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
	rowsKey = 'data',
	isUnpaged,
	filters = [],
	options,
	keep,
	isSorted = false,
	present = (row) => row,
	simplify,
}: GetMany): Operation {
	const filterFields = { displayName: 'Filters', name: 'filters', placeholder: 'Add filter' };
	return {
		value,
		name,
		action,
		description,
		worksAsTool: true,
		fields: [
			...propertiesOf(ids),
			...pagingFields,
			...(simplify === undefined ? [] : simplifyFields),
			...(filters.length === 0 ? [] : [collectionOf(filterFields, filters)]),
		],
		options,
		run: async (item) => {
			const limit = readLimit(item);
			const query = readMembers(item, filters, 'filters');
			const list = { path: pathWith(path, ...ids)(item), rowsKey, query, isUnpaged };
			const isKept = keep?.(item);
			const isWhole = isSorted || isKept !== undefined;
			const all = await listRows(item, list, isWhole ? undefined : limit);
			if (isSorted) all.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
			const rows = all.filter(isKept ?? (() => true)).slice(0, limit);
			const shown = (row: IDataObject) =>
				simplify === undefined ? present(row, item) : simplified(item, row, simplify);
			return rows.map((row) => ({ json: shown(row) }));
		},
	};
}

function nameOf({ name }: IDataObject): string {
	return String(name ?? '');
}
