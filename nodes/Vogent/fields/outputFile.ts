import type { INodeProperties } from 'n8n-workflow';

import { numberField } from './numberField';
import { invalidField, readNumber, readText, type ItemFields, type NumberField } from './read';

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

/** The largest file that is taken, in megabytes. */
export const MAX_FILE_SIZE: NumberField = {
	parameter: 'options.maxFileSize',
	label: 'Max File Size (MB)',
	fallback: 500,
	least: 1,
	most: 10_000,
};

/** The option of operations that get a file from the service. */
export const maxFileSizeOption: INodeProperties = numberField(
	MAX_FILE_SIZE,
	'The largest file to accept. A larger one is an error, and nothing of it is kept.',
);

/** Reads that option, in megabytes. Throws a NodeOperationError for a bad value. */
export function readMaxFileSize(item: ItemFields): number {
	return readNumber(item, MAX_FILE_SIZE);
}
