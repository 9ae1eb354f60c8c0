import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../execution/run';
import { invalidField, readField, type ItemFields } from '../../fields/field';
import { switchField } from '../../fields/simple';
import { isJsonObject } from '../../text/json';

/** What stands in the output for the value of a header. */
const MASK = '********';

/** The values of headers are mostly secrets, and outputs are stored. */
export const headerValuesOption = switchField({
	name: 'showHeaderValues',
	label: 'Show Header Values',
	fallback: false,
	description:
		'Whether to return the values of headers. They may be secrets, and n8n stores what a node returns.',
});

/** The function without the values of its headers, unless the user asks for them. */
export function maskHeaders(definition: IDataObject, item: ItemRun): IDataObject {
	const { headers } = definition;
	if (readField(item, headerValuesOption, 'options')) return definition;
	if (Array.isArray(headers)) {
		const rows = headers.filter(isJsonObject);
		const masked = rows.map((row) => ('value' in row ? { ...row, value: MASK } : row));
		return { ...definition, headers: masked };
	}
	if (!isJsonObject(headers)) return definition;
	const masked = Object.keys(headers).map((name) => [name, MASK]);
	return { ...definition, headers: Object.fromEntries(masked) as IDataObject };
}

/** Throws a NodeOperationError where a header to send has this node's mask as its value. */
export function refuseMasked({ headers }: IDataObject, item: ItemFields): void {
	const rows = Array.isArray(headers) ? headers.filter(isJsonObject) : [];
	const masked = rows.find(({ value }) => value === MASK);
	if (masked === undefined) return;
	throw invalidField(
		item,
		`The value of the header '${String(masked.key)}' is hidden`,
		"It comes from an output of this node: add the option 'Show Header Values' there, or enter the value.",
	);
}

/**
 * The headers that the function has, to be sent back. Throws a NodeOperationError where the service does not give their
 * values: they would be lost.
 */
export function headersToKeep(
	item: ItemFields,
	{ headers }: IDataObject,
): IDataObject[] | undefined {
	if (!Array.isArray(headers)) return undefined;
	const rows = headers.filter(isJsonObject);
	const isKnown = ({ value }: IDataObject) =>
		typeof value === 'string' && /[^*•\s]/.test(value) && !/\*{3}|•{3}/.test(value);
	const unknown = rows.find((row) => !isKnown(row));
	if (unknown === undefined) return rows;
	throw invalidField(
		item,
		`Vogent does not return the value of the header '${String(unknown.key)}', so an update would lose it`,
		"Add 'Headers' with all headers of the function, or change the function in the Vogent dashboard.",
	);
}
