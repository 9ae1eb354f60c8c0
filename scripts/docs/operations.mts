import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from '../../nodes/Vogent/operation.ts';
import { asText, formatted } from './markdown.mts';
import { commonRows, fieldTable, fileOf, type Page } from './pages.mts';
import { markdownTable } from './table.mts';

/**
 * The page with the table of all operations, and with the fields that they have in common.
 *
 * @param resources those of the node, in the order of the table
 * @param properties the fields of the node, as the editor gets them
 */
export async function operationsPage(
	resources: Resource[],
	properties: INodeProperties[],
): Promise<Page> {
	const text = [
		'# Operations',
		'Every operation of the **Vogent** node; a resource leads to the page with its fields. Written by `npm run docs` from the node itself; changes made by hand are lost.',
		tableOf(resources),
		'Tools of an AI Agent cannot carry files, so the node offers as a tool only what works there.',
		'## Options of all operations',
		'Every operation that sends requests has these options. What only some operations have is on their pages.',
		fieldTable(commonRows(resources, properties)),
		'',
	];
	return { file: 'README.md', text: await formatted(text.join('\n\n')) };
}

function tableOf(resources: Resource[]): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map(({ name, description, worksAsTool }, index) => [
			index === 0 ? `[${asText(resource.name)}](${fileOf(resource)})` : asText(resource.name),
			`**${asText(name)}**`,
			asText(description),
			worksAsTool ? 'yes' : 'no',
		]),
	);
	return markdownTable(['Resource', 'Operation', 'What it does', 'As an AI tool'], rows);
}
