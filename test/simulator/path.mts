/** Whether a path is one that the template means: `/dials/{id}` means any id. */
export function matchesPath(template: string, path: string): boolean {
	const wanted = template.split('/');
	const actual = path.split('/');
	return (
		wanted.length === actual.length &&
		wanted.every((segment, index) => /^\{.+\}$/.test(segment) || segment === actual[index])
	);
}
