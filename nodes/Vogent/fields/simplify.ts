import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isTool } from '../execution/isTool';
import type { ItemRun } from '../execution/run';
import { readBoolean, readChoice, readTexts } from './read';

const SIMPLIFIED = 'simplified';
const SELECTED = 'selectedFields';
const OUTPUTS = [SIMPLIFIED, 'raw', SELECTED] as const;

const inTools = { '@tool': [true] };

/** "Simplify" alone, where there is no tool. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Makes the short form of an answer. */
export type Simplify = (answer: IDataObject) => IDataObject;

/**
 * "Simplify", for operations whose whole answer is more than most workflows need. As a tool of an AI agent there are three
 * choices, as n8n recommends: what is not needed costs the model's attention.
 */
export const simplifyFields: INodeProperties[] = [
	{ ...simplifyField, displayOptions: { hide: inTools } },
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: SIMPLIFIED,
		options: [
			{ name: 'Raw', value: 'raw', description: 'All that Vogent returns' },
			{ name: 'Selected Fields', value: SELECTED, description: 'The fields that you list' },
			{ name: 'Simplified', value: SIMPLIFIED, description: 'The fields that are needed most' },
		],
		displayOptions: { show: inTools },
		description: 'What the AI model gets',
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. status, transcriptText',
		displayOptions: { show: { ...inTools, output: [SELECTED] } },
		description: 'The names of the fields, separated by commas',
	},
];

/** What goes on of an answer, as the user has chosen. Throws a NodeOperationError for a bad choice. */
export function simplified(item: ItemRun, answer: IDataObject, simplify: Simplify): IDataObject {
	if (!isTool(item.context.getNode())) {
		return readBoolean(item, 'simplify', true) ? simplify(answer) : answer;
	}
	const choice = { parameter: 'output', label: 'Output', choices: OUTPUTS, fallback: SIMPLIFIED };
	const output = readChoice(item, choice);
	if (output === SIMPLIFIED) return simplify(answer);
	if (output === 'raw') return answer;
	const all: IDataObject = { ...answer, ...simplify(answer) };
	const names = readTexts(item, 'outputFields', 'Fields') ?? [];
	return Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
}
