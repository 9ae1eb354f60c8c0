import type { Resource } from '../../nodes/Vogent/operation.ts';
import { asText, formatted, table } from './markdown.mts';
import { fileOf } from './pages.mts';

const BEGIN = '<!-- Written by npm run docs, from here -->';
const END = '<!-- to here -->';

/**
 * A page with the table of all operations between its two marks, in place of the one before.
 *
 * @param page the text of README.md
 * @param resources those of the node, in the order of the table
 * @returns the page; what is outside of the marks stays as it is
 * @throws {Error} when the page has lost its marks
 */
export async function withOperations(page: string, resources: Resource[]): Promise<string> {
	const begin = page.indexOf(BEGIN);
	const end = page.indexOf(END, begin);
	if (begin < 0 || end < 0) throw new Error('The page has lost the marks of its table');
	return `${page.slice(0, begin)}${BEGIN}\n\n${await formatted(tableOf(resources))}\n${page.slice(end)}`;
}

function tableOf(resources: Resource[]): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map(({ name, description, worksAsTool }, index) => [
			index === 0 ? linkTo(resource) : asText(resource.name),
			`**${asText(name)}**`,
			asText(description),
			worksAsTool ? 'yes' : 'no',
		]),
	);
	return table(['Resource', 'Operation', 'What it does', 'As an AI tool'], rows);
}

function linkTo(resource: Resource): string {
	return `[${asText(resource.name)}](docs/resources/${fileOf(resource)})`;
}
