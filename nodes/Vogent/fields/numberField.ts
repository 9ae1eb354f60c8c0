import type { INodeProperties } from 'n8n-workflow';

import type { NumberField } from './read';

/** The description of a number field, as `readNumber` reads it. */
export function numberField(
	{ parameter, label, fallback, least, most }: NumberField,
	description: string,
): INodeProperties {
	return {
		displayName: label,
		name: parameter.replace(/^.*\./, ''),
		type: 'number',
		typeOptions: { minValue: least, ...(most === undefined ? {} : { maxValue: most }) },
		default: fallback,
		description,
	};
}
