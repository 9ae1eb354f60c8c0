import type { INodeProperties } from 'n8n-workflow';

import { readText, type ItemFields } from './read';

/** The option of operations that give a file its name. */
export function fileNameOption(
	differing: Pick<INodeProperties, 'placeholder' | 'description'>,
): INodeProperties {
	return {
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		...differing,
	};
}

/** Reads that option; empty where the user leaves the name to the node. Throws a NodeOperationError for what is no text. */
export function readFileName(item: ItemFields): string {
	return readText(item, 'options.fileName', 'File Name').trim();
}
