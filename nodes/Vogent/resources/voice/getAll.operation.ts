import type { INodeProperties } from 'n8n-workflow';

import { pagingFields } from '../../descriptions/paging';
import { readLimit, readText } from '../../fields';
import type { ItemResult, ItemRun, Operation } from '../../operation';
import { listRows } from '../../transport/pages';

const fields: INodeProperties[] = [
	...pagingFields,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		default: {},
		placeholder: 'Add filter',
		options: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Anna',
				description: 'Only return voices with this name',
			},
			{
				displayName: 'Voice Type',
				name: 'voiceType',
				type: 'string',
				default: '',
				description: 'Only return voices of this type. Run without filters to see the types.',
			},
		],
	},
];

/**
 * Gives the voices that the key can use, one item each.
 * Throws what `listRows` throws. API page: "List Voices" (`GET /voices`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const limit = readLimit(item);
	const query = {
		name: readText(item, 'filters.name', 'Name').trim() || undefined,
		voiceType: readText(item, 'filters.voiceType', 'Voice Type').trim() || undefined,
	};
	const rows = await listRows(item, { path: '/voices', rowsKey: 'voices', query }, limit);
	return rows.map((json) => ({ json }));
}

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many voices',
	description: 'List the voices that you can use, with their IDs',
	worksAsTool: true,
	fields,
	run,
};
