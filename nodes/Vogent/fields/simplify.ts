import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isTool, type ItemRun } from '../execution/run';
import { propertiesOf, readField } from './field';
import { choiceField, switchField, textsField } from './simple';

const inTools = { '@tool': [true] };

/** "Simplify", for operations whose whole answer is more than most workflows need. */
export const simplifyField = switchField({
	name: 'simplify',
	label: 'Simplify',
	fallback: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** As a tool of an AI agent there are three choices, as n8n recommends: each field costs the model's attention. */
const output = choiceField({
	name: 'output',
	label: 'Output',
	fallback: 'simplified',
	mayBeEmpty: true,
	options: [
		{ name: 'Raw', value: 'raw', description: 'All that Vogent returns' },
		{ name: 'Selected Fields', value: 'selectedFields', description: 'The fields that you list' },
		{ name: 'Simplified', value: 'simplified', description: 'The fields that are needed most' },
	],
	displayOptions: { show: inTools },
	description: 'What the AI model gets',
});

const outputFields = textsField({
	name: 'outputFields',
	label: 'Fields',
	separator: 'comma',
	placeholder: 'e.g. status, transcriptText',
	displayOptions: { show: { ...inTools, output: ['selectedFields'] } },
	description: 'The names of the fields, separated by commas',
});

/** Makes the short form of an answer. */
export type Simplify = (answer: IDataObject) => IDataObject;

/** How the editor shows the choice. */
export const simplifyFields: INodeProperties[] = [
	{ ...simplifyField.property, displayOptions: { hide: inTools } },
	...propertiesOf([output, outputFields]),
];

/** Makes what goes on of an answer, as the user has chosen; all of it where there is no short form. */
export function simplifiedBy(
	simplify?: Simplify,
): (answer: IDataObject, item: ItemRun) => IDataObject {
	if (simplify === undefined) return (answer) => answer;
	return (answer, item) => {
		if (!isTool(item.context.getNode())) {
			return readField(item, simplifyField) ? simplify(answer) : answer;
		}
		const chosen = readField(item, output);
		if (chosen === 'raw') return answer;
		const short = simplify(answer);
		const names = readField(item, outputFields) ?? [];
		if (chosen === 'simplified' || names.length === 0) return short;
		const all: IDataObject = { ...answer, ...short };
		// The ID comes first: without it, nothing could be done with what was created.
		const [id = ''] = Object.keys(short);
		return Object.fromEntries([id, ...names].map((name) => [name, all[name] ?? null]));
	};
}
