import { readField, type ItemFields } from './field';
import { numberField, switchField, trimmedTextField, type FieldOptions } from './simple';

/** "Simplify", for operations whose whole answer is more than most workflows need. */
export const simplifyField = switchField({
	name: 'simplify',
	label: 'Simplify',
	fallback: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const returnAllField = switchField({
	name: 'returnAll',
	label: 'Return All',
	fallback: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limitField = numberField({
	name: 'limit',
	label: 'Limit',
	fallback: 50,
	least: 1,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
});

/** How much of a list the user wants. */
export const pagingFields = [returnAllField, limitField];

/** How many rows that are; undefined for all. Throws a NodeOperationError for a bad limit. */
export function readLimit(item: ItemFields): number | undefined {
	return readField(item, returnAllField) ? undefined : readField(item, limitField);
}

/** Where an operation puts a file that it makes. */
export const outputFileField = trimmedTextField({
	name: 'binaryPropertyName',
	label: 'Put Output File in Field',
	required: true,
	fallback: 'data',
	placeholder: 'e.g. data',
	emptyAdvice: 'Give it a name, such as "data".',
	hint: 'The name of the output binary field to put the file in',
});

/** The option that gives a file another name than it would have. */
export function fileNameOption(named: Pick<FieldOptions, 'placeholder' | 'description'>) {
	return trimmedTextField({ ...named, name: 'fileName', label: 'File Name' });
}

/** The largest file that is taken from the service, in megabytes. */
export const maxFileSizeOption = numberField({
	name: 'maxFileSize',
	label: 'Max File Size (MB)',
	fallback: 500,
	least: 1,
	most: 10_000,
	description: 'The largest file to accept. A larger one is an error, and nothing of it is kept.',
});
