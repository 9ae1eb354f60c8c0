import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { pagingFields, readLimit } from '../../descriptions/paging';
import type { ItemRun, Operation } from '../../operation';
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
				description: 'The name that Vogent looks for',
			},
			{
				displayName: 'Voice Type',
				name: 'voiceType',
				type: 'string',
				default: '',
				description: 'The kind of voice, as the field "voiceType" of a voice has it',
			},
		],
	},
];

/**
 * Gives the workspace's voices and Vogent's own, one item each.
 * Throws what `listRows` throws. API page: "List Voices" (`GET /voices`).
 */
async function run(item: ItemRun) {
	const { context, itemIndex } = item;
	const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const query = Object.fromEntries(
		['name', 'voiceType'].map((key) => [key, filters[key] || undefined]),
	);
	return await listRows(
		context,
		{ path: '/voices', rowsKey: 'voices', query },
		itemIndex,
		readLimit(item),
	);
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
