import type { INodeProperties } from 'n8n-workflow';

import { invalidField, readText, type ItemFields } from '../fields';

/** Where an operation puts a file that it makes. */
export const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
};

/** Reads the name of that field. Throws a NodeOperationError where it is empty. */
export function readOutputField(item: ItemFields): string {
	const label = 'Put Output File in Field';
	const name = readText(item, 'binaryPropertyName', label).trim();
	if (name === '')
		throw invalidField(item, `"${label}" is empty`, 'Give it a name, such as "data".');
	return name;
}
