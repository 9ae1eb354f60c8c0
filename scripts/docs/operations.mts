import * as markdown from 'prettier/plugins/markdown';
import { format } from 'prettier/standalone';
import type { Resource } from '../../nodes/Vogent/operation.ts';

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
	const table = await format(tableOf(resources), { parser: 'markdown', plugins: [markdown] });
	return `${page.slice(0, begin)}${BEGIN}\n\n${table}\n${page.slice(end)}`;
}

function tableOf(resources: Resource[]): string {
	const rows = resources.flatMap((resource) =>
		resource.operations.map(({ name, description, worksAsTool }) => [
			asText(resource.name),
			`**${asText(name)}**`,
			asText(description),
			worksAsTool ? 'yes' : 'no',
		]),
	);
	const head = ['Resource', 'Operation', 'What it does', 'As an AI tool'];
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

/** A text that Markdown shows as it is, in one cell. */
function asText(text: string): string {
	return text.replace(/[\\|*_`<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
