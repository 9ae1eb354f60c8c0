import type { ClipContent } from './content';

/** What programs say of a file that they know nothing of. n8n itself says text/plain. */
const GENERIC_TYPES = [
	'application/octet-stream',
	'application/x-octet-stream',
	'binary/octet-stream',
	'application/binary',
	'application/x-binary',
	'application/download',
	'application/x-download',
	'application/force-download',
	'application/x-force-download',
	'application/unknown',
	'application/x-unknown',
	'text/plain',
	'multipart/form-data',
];

const GENERIC_EXTENSIONS =
	/\.(?:bin|binary|blob|crdownload|dat|data|download|file|octet-stream|part|temp|tmp|unknown|upload)$/i;

/** Up to five letters and digits with at least one letter: "Anna v1.2" and "St. Anna" have none. */
const EXTENSION = /\.(?=\d*[a-z])[a-z\d]{1,5}$/i;

/**
 * The MIME type to send a clip with: the recognized one instead of a missing or generic one, or one with a `*`. A
 * specific one stays as it is, with its parameters, even if it is wrong.
 */
export function correctMimeType(given: string, content: ClipContent): string {
	return content.kind === 'audio' && isGenericType(given) ? content.mimeType : given;
}

/**
 * The file name to send a clip with: with the recognized extension if it has none, or a generic one such as `.bin`. Any
 * other stays as it is, even if it is wrong, and so does a name that is nothing but an extension.
 */
export function correctFileName(given: string, content: ClipContent): string {
	if (content.kind !== 'audio') return given;
	const name = given.trimEnd();
	const lastPart = name.replace(/^.*[/\\]/s, '');
	if (/^(?:\s*\.[^.]*|\.*)$/.test(lastPart)) return given;
	if (GENERIC_EXTENSIONS.test(name)) return name.replace(GENERIC_EXTENSIONS, content.extension);
	if (EXTENSION.test(name)) return given;
	return name.replace(/(?<!\.)\.+$/, '') + content.extension;
}

function isGenericType(given: string): boolean {
	const type = given.replace(/;.*$/s, '').trim().toLowerCase();
	const isType = /^[^/*\s]+\/[^/*\s]+$/.test(type);
	return !isType || GENERIC_TYPES.includes(type);
}
