import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../nodes/Vogent/operation.ts';
import { rowsOf } from './fields.mts';
import { formatted, sentence } from './markdown.mts';
import { markdownTable } from './table.mts';

/** A page of the documentation. */
export interface Page {
	/** Its file, in docs/resources. */
	file: string;
	text: string;
}

/**
 * One page a resource, with every field of its operations.
 *
 * @param resources those of the node
 * @param properties the fields of the node, as the editor gets them
 */
export async function pagesOf(
	resources: Resource[],
	properties: INodeProperties[],
): Promise<Page[]> {
	return await Promise.all(
		resources.map(async (resource) => ({
			file: fileOf(resource),
			text: await formatted(textOf(resource, properties)),
		})),
	);
}

/** Where the page of a resource is, such as `call-batch.md`. */
export function fileOf({ name }: Resource): string {
	return `${name.toLowerCase().replaceAll(' ', '-')}.md`;
}

function textOf(resource: Resource, properties: INodeProperties[]): string {
	const { name, operations } = resource;
	const links = operations.map((operation) => `[${operation.name}](#${anchorOf(operation)})`);
	return [
		`# ${name}`,
		`Every field of the operations of the resource **${name}**. Written by \`npm run docs\` from the node itself; changes made by hand are lost. What fields are called in a workflow's JSON is in the second column.`,
		links.join(' · '),
		...operations.map((operation) => section(resource, operation, properties)),
		'',
	].join('\n\n');
}

function section({ value }: Resource, operation: Operation, properties: INodeProperties[]): string {
	const fields = properties.filter(({ displayOptions, name }) => {
		const show = displayOptions?.show;
		const isMenu = name === 'resource' || name === 'operation';
		return (
			!isMenu &&
			(show?.resource?.includes(value) ?? true) &&
			(show?.operation?.includes(operation.value) ?? true)
		);
	});
	const rows = rowsOf(fields).map(({ label, parameter, text }) => [
		`**${label}**`,
		`\`${parameter}\``,
		text,
	]);
	const { name, description, worksAsTool } = operation;
	return [
		`## ${name}`,
		sentence(description),
		worksAsTool ? 'Works as a tool of an AI agent.' : 'Does not work as a tool of an AI agent.',
		`In a workflow's JSON: \`"resource": "${value}", "operation": "${operation.value}"\`.`,
		rows.length === 0
			? 'It has no fields.'
			: markdownTable(['Field', 'Parameter', 'What to enter'], rows),
	].join('\n\n');
}

/** As GitHub makes it from a heading. */
function anchorOf({ name }: Operation): string {
	return name
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replaceAll(' ', '-');
}
