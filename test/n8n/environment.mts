/** What n8n may see of our own environment: no settings of somebody's n8n, no proxy, no npm, no keys. */
const INHERITED =
	/^(PATH|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|NODE_EXTRA_CA_CERTS)$/i;

/** The part of this process's environment that a process with n8n in it may have. */
export function inheritedEnvironment(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			(entry): entry is [string, string] => INHERITED.test(entry[0]) && entry[1] !== undefined,
		),
	);
}
