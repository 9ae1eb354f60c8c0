import type { INodeProperties } from 'n8n-workflow';

import type { ItemRun } from '../operation';

/** "Return All" and "Limit", for operations that read a list. */
export const pagingFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many rows the user wants: a whole number, or undefined for all. */
export function readLimit({ context, itemIndex }: ItemRun): number | undefined {
	if (context.getNodeParameter('returnAll', itemIndex) as boolean) return undefined;
	return Math.max(1, Math.floor(Number(context.getNodeParameter('limit', itemIndex))));
}
