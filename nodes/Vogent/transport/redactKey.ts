/** Backslashes of the key or of an escape, however written; limited, since a text may be full of them. */
const BACKSLASHES = '(?:\\\\(?:u005c|x5c)?|%(?:25)*5c|&(?:amp;)*#(?:0{0,5}92|x0{0,5}5c);){0,64}';

const NAMES_IN_PAGES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

/**
 * Removes the API key, even if the service has escaped it, once or more, as in JSON, a URL or a page. For text from outside
 * only: a short key may occur in our own sentences.
 */
export function redactKey(text: string, apiKey: string): string {
	// Escaping adds and doubles backslashes: where is certain, but not how many.
	const spelled = [...apiKey.replaceAll('\\', '')].map(spellings);
	if (spelled.length === 0) return apiKey === '' ? text : text.replaceAll(apiKey, '[API key]');
	const end = apiKey.endsWith('\\') ? BACKSLASHES : '';
	const pattern = BACKSLASHES + spelled.join(BACKSLASHES) + end;
	return text.replace(new RegExp(pattern, 'gi'), '[API key]');
}

/** A pattern for one character in all its spellings, without the backslash that some begin with. */
function spellings(character: string): string {
	const code = character.charCodeAt(0);
	const hex = code.toString(16).padStart(2, '0');
	const name = NAMES_IN_PAGES[character];
	const inPages = [`#0{0,5}${code}`, `#x0{0,5}${hex}`, ...(name === undefined ? [] : [name])];
	return `(?:\\x${hex}|u00${hex}|x${hex}|%(?:25)*${hex}|&(?:amp;)*(?:${inPages.join('|')});)`;
}
