/**
 * The first texts of what may be a long list, and, where there are others, "and 3 more" as the only element of `more`: an
 * error or a note has to stay readable.
 */
export function truncateList(texts: string[], most: number): { shown: string[]; more: string[] } {
	const left = texts.length - most;
	return { shown: texts.slice(0, most), more: left > 0 ? [`and ${left} more`] : [] };
}
