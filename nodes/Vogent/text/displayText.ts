/** The longest message, description or hint: n8n keeps several copies of each. */
export const LONGEST_TEXT = 2000;

/** Enough to recognize a value by. */
export const LONGEST_VALUE = 50;

/**
 * Names of system errors for which n8n's errors, agents and MCP servers put words of their own, such as "You can retry
 * the request immediately". They look for them in any case, and inside of words.
 */
const REPLACED_BY_N8N =
	'ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO';

/** Their kin, which mean as little to a user. */
const KIN =
	'EAI_[A-Z]+|EADDRINUSE|EAGAIN|EALREADY|EBADF|EBUSY|ECANCELED|EDQUOT|EFBIG|EHOSTDOWN|EINPROGRESS|EINVAL|EISCONN|EMFILE|ENETDOWN|ENETRESET|ENETUNREACH|ENFILE|ENOBUFS|ENODATA|ENOMEM|ENOSPC|ENOTCONN|ENOTEMPTY|ENOTSOCK|EPIPE|EPROTO|EREFUSED|EROFS|ESERVFAIL|ESHUTDOWN|ESOCKET|ESOCKETTIMEDOUT|ESTALE|ETIMEOUT';

const WHOLE_NAMES = new RegExp(`\\b(?:${REPLACED_BY_N8N}|${KIN})\\b`, 'gi');
const NAMES_IN_WORDS = new RegExp(REPLACED_BY_N8N, 'gi');

/**
 * A text as a message, description or hint may show it, whatever of it comes from outside: at most `longest` characters,
 * without HTML, which n8n's editor would render, and without names of system errors, at which n8n would replace it.
 */
export function displayText(text: string, longest = LONGEST_TEXT): string {
	const shown = truncate(text, 2 * LONGEST_TEXT)
		.replaceAll('<', '‹')
		.replaceAll('>', '›')
		.replace(WHOLE_NAMES, 'system error')
		.replace(NAMES_IN_WORDS, (name) => `${name.slice(0, 1)}-${name.slice(1)}`);
	return truncate(shown, longest);
}

/** A value from outside as it stands in a message: enough to recognize it by. */
export function excerpt(value: unknown): string {
	return displayText(String(value), LONGEST_VALUE);
}

/** The beginning of a text that is too long, without half a character at its end. */
export function truncate(text: string, longest: number): string {
	if (text.length <= longest) return text;
	return `${text.slice(0, Math.max(longest - 1, 0)).replace(/[\ud800-\udbff]$/, '')}…`;
}
