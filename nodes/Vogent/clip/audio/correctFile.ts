import { formatOfType, hasExtension } from './formats';
import type { ClipContent } from './recognizeClip';

const GENERIC_EXTENSIONS =
	/\.(?:bin|binary|blob|crdownload|dat|data|download|file|octet-stream|part|temp|tmp|unknown|upload)$/i;

/**
 * The MIME type to send. A specific audio or video type stays, with its parameters, unless the content contradicts it. Any
 * other becomes the recognized one, or `application/octet-stream`: n8n calls unknown files text/plain.
 */
export function correctMimeType(given: string, content: ClipContent): string {
	const type = given.replace(/;.*$/s, '').trim().toLowerCase();
	const isSpecific = /^(?:audio|video)\/[^/*\s]+$/.test(type);
	if (content.kind === 'audio') return isSpecific ? given : content.mimeType;
	const isContradicted = formatOfType(type)?.isCertain === true;
	return isSpecific && !isContradicted ? given : 'application/octet-stream';
}

/**
 * The file name to send: the recognized extension replaces none, or a generic one such as `.bin`. Any other stays, even if it
 * is wrong, and so does a name that is only an extension.
 */
export function correctFileName(given: string, content: ClipContent): string {
	if (content.kind !== 'audio') return given;
	const name = given.trimEnd();
	const lastPart = name.replace(/^.*[/\\]/s, '');
	if (/^(?:\s*\.[^.]*|\.*)$/.test(lastPart)) return given;
	if (GENERIC_EXTENSIONS.test(name)) return name.replace(GENERIC_EXTENSIONS, content.extension);
	if (hasExtension(name)) return given;
	return name.replace(/(?<!\.)\.+$/, '') + content.extension;
}
