import type { INodeProperties } from 'n8n-workflow';

import type { ListName } from './listSearch';

/** Options for such a field. */
export interface Locator {
	displayName: string;
	/** Also its name in the API. */
	name: string;
	list: ListName | 'searchTimeZones';
	description?: string;
	required?: boolean;
}

/** A field for something in the workspace, chosen from a list or by its ID. */
export function locator({ list, required, ...field }: Locator): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		...(required ? { required } : {}),
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select…',
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 6b3f6a0e-3a55-4b55-9d3a-6e7f1f0d5c11',
			},
		],
	};
}
