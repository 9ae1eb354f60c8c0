import type { IDataObject } from 'n8n-workflow';

import { readMembers, type Field, type ItemFields } from '../../fields/field';
import { jsonField, rowsField } from '../../fields/nested';
import { anyField, inputModeField, mapField, trimmedTextField } from '../../fields/simple';

const MEMBER = 'callAgentInput';

const rows = rowsField(
	{
		name: MEMBER,
		label: 'Prompt Variables',
		row: { name: 'variables', label: 'Variable' },
		key: 'name',
		displayOptions: { show: { callAgentInputMode: ['fields'] } },
	},
	[
		trimmedTextField({
			name: 'name',
			label: 'Name',
			placeholder: 'e.g. first_name',
			description: 'The name of the variable in the prompt',
		}),
		anyField({
			name: 'value',
			label: 'Value',
			placeholder: 'e.g. Anna',
			description: 'What replaces the variable in this call',
		}),
	],
);

const json = jsonField({
	name: 'callAgentInputJson',
	label: 'Prompt Variables (JSON)',
	displayOptions: { show: { callAgentInputMode: ['json'] } },
	description: 'An object with the name and the value of each variable',
});

/** The values of the variables in the agent's prompt. */
export const variableFields: Field[] = [
	inputModeField({
		name: 'callAgentInputMode',
		label: 'Specify Prompt Variables',
		description: "How to enter the values of the variables in the agent's prompt",
	}),
	mapField(rows, (pairs) => Object.fromEntries(pairs.map(({ name, value }) => [name, value]))),
	{ ...json, member: MEMBER },
];

/** Those of an item; undefined where there are none. Throws a NodeOperationError for a field that cannot be used. */
export function readVariables(item: ItemFields): IDataObject | undefined {
	return readMembers(item, variableFields)[MEMBER] as IDataObject | undefined;
}
