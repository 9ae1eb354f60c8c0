const LONGEST_FILE_NAME = 200;

/**
 * A file name fit for a multipart header: the last part of a path, without control characters, marks that reverse the
 * reading direction, or double quotes (which services unescape in different ways). UTF-8 stays as it is. `fallback` where
 * nothing is left.
 */
export function sanitizeFileName(fileName: string, fallback: string): string {
	const name = fileName
		.toWellFormed()
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '')
		.replace(/^.*[/\\]/u, '')
		.replace(/"/g, "'")
		.trim();
	if (/^\.*$/.test(name)) return fallback;
	return shorten(name);
}

const NAME = '[a-z\\d][\\w.+!#$&^-]*';
/** Printable characters between quotes: what escapes one of them is left to others. */
const QUOTED = '"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"';
const MIME_TYPE = new RegExp(
	`^${NAME}/${NAME}(?:[ \\t]*;[ \\t]*${NAME}=(?:[\\w.+!#$&^-]+|${QUOTED}))*$`,
	'i',
);

/** The MIME type, with its parameters, if it is one, else `application/octet-stream`. */
export function sanitizeMimeType(mimeType: string): string {
	const type = mimeType.trim();
	return MIME_TYPE.test(type) ? type : 'application/octet-stream';
}

/** Cuts a long name in front of its extension, between whole characters. */
function shorten(name: string): string {
	const characters = [...name];
	if (characters.length <= LONGEST_FILE_NAME) return name;
	const extension = [...(/\.[^.]{1,10}$/u.exec(name)?.[0] ?? '')];
	return [...characters.slice(0, LONGEST_FILE_NAME - extension.length), ...extension].join('');
}
