/** Which columns of a table are numbers, and stand at the right: none, or all but so many at the left. */
interface Alignment {
	textColumns?: number;
}

/** A table as Markdown, before Prettier has aligned it. */
export function markdownTable(
	head: string[],
	rows: string[][],
	{ textColumns = head.length }: Alignment = {},
): string {
	const rule = head.map((_, column) => (column < textColumns ? '---' : '---:'));
	return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
