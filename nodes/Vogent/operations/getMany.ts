import type { IDataObject } from 'n8n-workflow';

import { propertiesOf, readField, readMembers, type Field } from '../fields/field';
import { pagingFields, readLimit, simplifyField } from '../fields/output';
import { collectionOf } from '../fields/requestBody';
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
	/** Makes the short form of a row, which the user then gets unless they choose otherwise. */
	simplify?: (row: IDataObject) => IDataObject;
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
	simplify,
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
			...propertiesOf([
				...ids,
				...pagingFields,
				...(simplify === undefined ? [] : [simplifyField]),
			]),
			...(filters.length === 0 ? [] : [collectionOf(filterFields, filters)]),
		],
		run: async (item) => {
			const limit = readLimit(item);
			const query = readMembers(item, filters, 'filters');
			const rows = await listRows(item, { ...list, path: pathOf(item, path, ids), query }, limit);
			const isSimple = simplify !== undefined && readField(item, simplifyField);
			return rows.map((row) => ({ json: isSimple ? simplify(row) : row }));
		},
	};
}
