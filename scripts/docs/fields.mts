import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { asText, sentence } from './markdown.mts';

/** A field as a page shows it. */
export interface FieldRow {
	/** What the editor calls it, with the names of the groups that it is in. */
	label: string;
	/** Where a workflow's JSON has it. */
	parameter: string;
	/** What to enter, as Markdown. */
	text: string;
}

/** Other fields decide whether a field is shown; these two are the page's headings. */
const HEADINGS = ['resource', 'operation'];

/**
 * What there is to enter in these fields, and in those within them.
 *
 * @param all the fields of the operation: a condition names others of them
 */
export function rowsOf(fields: INodeProperties[], all = fields): FieldRow[] {
	return fields.flatMap((field) => rowsOfField(field, all, [], []));
}

function rowsOfField(
	field: INodeProperties,
	all: INodeProperties[],
	groups: string[],
	path: string[],
): FieldRow[] {
	if (field.type === 'notice' || field.type === 'hidden') return [];
	const label = [...groups, field.displayName];
	const names = [...path, field.name];
	const within = field.options ?? [];
	if (field.type === 'collection') {
		return (within as INodeProperties[]).flatMap((one) => rowsOfField(one, all, label, names));
	}
	if (field.type === 'fixedCollection') {
		return (within as INodePropertyCollection[]).flatMap(({ name, values }) =>
			values.flatMap((one) => rowsOfField(one, values, label, [...names, name])),
		);
	}
	return [
		{
			label: label.map(asText).join(': '),
			parameter: names.join('.'),
			text: textOf(field, all),
		},
	];
}

function textOf(field: INodeProperties, all: INodeProperties[]): string {
	const parts = [
		field.required ? '**Required.**' : '',
		sentence(field.description ?? ''),
		sentence(field.hint ?? ''),
		choicesOf(field),
		defaultOf(field),
		conditionOf(field, all),
		field.displayOptions?.show?.['@tool'] === undefined ? '' : 'In a tool of an AI agent.',
	];
	return parts.filter((part) => part !== '').join(' ');
}

function choicesOf({ type, options = [] }: INodeProperties): string {
	if (type !== 'options' && type !== 'multiOptions') return '';
	const choices = (options as INodePropertyOptions[]).map(({ name, value, description }) => {
		const meaning = description === undefined ? '' : `: ${sentence(description)}`;
		return `**${asText(name)}** (\`${String(value)}\`)${meaning}`;
	});
	return choices.length === 0 ? '' : `<br>${choices.join('<br>')}<br>`;
}

function defaultOf({ type, default: value, options = [] }: INodeProperties): string {
	const said = (text: string) => `Default: ${text}.`;
	if (type === 'boolean') return said(value === true ? 'on' : 'off');
	if (typeof value === 'number') return said(String(value));
	if (type === 'options') {
		const choice = (options as INodePropertyOptions[]).find((one) => one.value === value);
		return choice === undefined ? '' : said(asText(choice.name));
	}
	return type === 'string' && typeof value === 'string' && value !== '' ? said(`\`${value}\``) : '';
}

/** Which choices elsewhere show the field. */
function conditionOf({ displayOptions }: INodeProperties, all: INodeProperties[]): string {
	const conditions = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => !HEADINGS.includes(name) && !name.startsWith('@'),
	);
	const said = conditions.map(([name, values]) => {
		const other = all.find((one) => one.name === name.replace(/^\//, ''));
		const choices = (values ?? []).map((value) =>
			choiceOf(other, value as INodePropertyOptions['value']),
		);
		return `**${asText(other?.displayName ?? name)}** is ${choices.join(' or ')}`;
	});
	return said.length === 0 ? '' : `Shown if ${said.join(' and ')}.`;
}

function choiceOf(
	field: INodeProperties | undefined,
	value: INodePropertyOptions['value'],
): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const options = (field?.options ?? []) as INodePropertyOptions[];
	return asText(options.find((one) => one.value === value)?.name ?? String(value));
}
