import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../nodes/Vogent/operation.ts';
import { rowsOf, type FieldRow } from './fields.mts';
import { formatted, sentence } from './markdown.mts';
import { markdownTable } from './table.mts';

/** A page of the documentation. */
export interface Page {
	/** Its file, in docs/resources. */
	file: string;
	text: string;
}

/**
 * One page a resource, with every field of its operations but those that stand once for all.
 *
 * @param resources those of the node
 * @param properties the fields of the node, as the editor gets them
 */
export async function pagesOf(
	resources: Resource[],
	properties: INodeProperties[],
): Promise<Page[]> {
	const common = commonRows(resources, properties);
	return await Promise.all(
		resources.map(async (resource) => ({
			file: fileOf(resource),
			text: await formatted(textOf(resource, properties, common)),
		})),
	);
}

/** The rows that are the same in most operations. */
export function commonRows(resources: Resource[], properties: INodeProperties[]): FieldRow[] {
	const operations = resources.flatMap((resource) =>
		resource.operations.map((operation) => fieldsOf(resource, operation, properties)),
	);
	const counts = new Map<string, number>();
	for (const row of operations.flat()) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
	const isCommon = (row: FieldRow) => (counts.get(keyOf(row)) ?? 0) > operations.length / 2;
	const rows = operations.flat().filter(isCommon);
	return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** A table of fields. */
export function fieldTable(rows: FieldRow[]): string {
	return markdownTable(
		['Field', 'Parameter', 'What to enter'],
		rows.map(({ label, parameter, text }) => [`**${label}**`, `\`${parameter}\``, text]),
	);
}

/** Where the page of a resource is, such as `call-batch.md`. */
export function fileOf({ name }: Resource): string {
	return `${name.toLowerCase().replaceAll(' ', '-')}.md`;
}

/** What there is to enter in an operation. */
function fieldsOf(
	{ value }: Resource,
	operation: Operation,
	properties: INodeProperties[],
): FieldRow[] {
	const fields = properties.filter(({ displayOptions, name }) => {
		const show = displayOptions?.show;
		const isMenu = name === 'resource' || name === 'operation';
		return (
			!isMenu &&
			(show?.resource?.includes(value) ?? true) &&
			(show?.operation?.includes(operation.value) ?? true)
		);
	});
	return rowsOf(fields);
}

const keyOf = ({ parameter, text }: FieldRow) => `${parameter} ${text}`;

function textOf(resource: Resource, properties: INodeProperties[], common: FieldRow[]): string {
	const { name, operations } = resource;
	const links = operations.map((operation) => `[${operation.name}](#${anchorOf(operation)})`);
	const sections = operations.map((operation) => {
		const isCommon = (row: FieldRow) => common.some((one) => keyOf(one) === keyOf(row));
		const rows = fieldsOf(resource, operation, properties).filter((row) => !isCommon(row));
		return section(resource, operation, rows);
	});
	return [
		`# ${name}`,
		`Every field of the operations of the resource **${name}**, except the [options of all operations](README.md#options-of-all-operations). Written by \`npm run docs\` from the node itself; changes made by hand are lost. What fields are called in a workflow's JSON is in the second column.`,
		links.join(' · '),
		...sections,
		'',
	].join('\n\n');
}

function section({ value }: Resource, operation: Operation, rows: FieldRow[]): string {
	const { name, description, worksAsTool } = operation;
	return [
		`## ${name}`,
		sentence(description),
		worksAsTool ? 'Works as a tool of an AI agent.' : 'Does not work as a tool of an AI agent.',
		`In a workflow's JSON: \`"resource": "${value}", "operation": "${operation.value}"\`.`,
		rows.length === 0 ? 'It has no fields of its own.' : fieldTable(rows),
	].join('\n\n');
}

/** As GitHub makes it from a heading. */
function anchorOf({ name }: Operation): string {
	return name
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replaceAll(' ', '-');
}
