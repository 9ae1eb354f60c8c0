const LONGEST_FILE_NAME = 200;

/**
 * Makes a file name safe for a multipart header: keeps the last part of a path, and drops control characters, marks that
 * reverse the reading direction, and double quotes, which services unescape in different ways.
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
/** Printable characters between quotes; escapes are not supported. */
const QUOTED = '"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"';
const MIME_TYPE = new RegExp(
	`^${NAME}/${NAME}(?:[ \\t]*;[ \\t]*${NAME}=(?:[\\w.+!#$&^-]+|${QUOTED}))*$`,
	'i',
);

/** Keeps a valid MIME type with its parameters; anything else becomes `application/octet-stream`. */
export function sanitizeMimeType(mimeType: string): string {
	const type = mimeType.trim();
	return MIME_TYPE.test(type) ? type : 'application/octet-stream';
}

/** Cuts in front of the extension, and never inside a character. */
function shorten(name: string): string {
	const characters = [...name];
	if (characters.length <= LONGEST_FILE_NAME) return name;
	const extension = [...(/\.[^.]{1,10}$/u.exec(name)?.[0] ?? '')];
	return [...characters.slice(0, LONGEST_FILE_NAME - extension.length), ...extension].join('');
}
