import { redactKey } from './redactKey';

const LONGEST_MESSAGE = 500;

/** Longer texts would only cost time. */
const LONGEST_TEXT = 10_000;
const DEEPEST = 6;
const MOST_DETAILS = 20;

/**
 * The message in the body of an error, as one line without the API key; undefined if there is none. The shape of Vogent's
 * error bodies is not documented, so all usual ones are tried: `message`, `error`, `error.message`, `errors`, `detail`,
 * plain text and HTML.
 */
export function readServiceMessage(body: string, apiKey: string): string | undefined {
	// Redacted before anything is cut, and again after HTML is decoded.
	const said = fromText(redactKey(body.trim(), apiKey)).slice(0, LONGEST_TEXT);
	const text = /^<(!doctype|html|\?xml|head|body)/i.test(said) ? fromHtml(said) : said;
	const line = redactKey(text, apiKey).replace(/\s+/g, ' ').trim();
	if (line === '') return undefined;
	return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}

function fromText(text: string): string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return text;
	}
	// JSON without any of the usual fields is better than nothing.
	return fromValue(value) ?? (/\w/.test(text) && value !== null ? text : '');
}

function fromValue(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return undefined;
	const inside = (part: unknown) => fromValue(part, depth + 1);
	if (Array.isArray(value)) return joinParts(value.slice(0, MOST_DETAILS).map(inside));

	const fields = value as Record<string, unknown>;
	const main =
		inside(fields.message) ??
		inside(fields.error) ??
		inside(fields.detail) ??
		inside(fields.msg) ??
		inside(fields.title);
	const place = placeOf(fields);
	const details = inside(fields.errors) ?? byField(fields.errors, inside);
	const head = main !== undefined && place !== undefined ? `${place}: ${main}` : main;
	if (head === undefined) return details;
	return details === undefined || head.includes(details) ? head : `${head}: ${details}`;
}

/** The field that an error is about: `field`, `path` (unless of a URL), `param`, or a `loc` list. */
function placeOf(fields: Record<string, unknown>): string | undefined {
	const place = fields.field ?? fields.path ?? fields.param ?? fields.loc;
	if (typeof place === 'string' && /^[^/]/.test(place)) return place;
	if (Array.isArray(place)) return place.map(String).join('.');
	return undefined;
}

/** Errors by field: `{ "name": ["is too short"] }`. */
function byField(
	errors: unknown,
	inside: (part: unknown) => string | undefined,
): string | undefined {
	if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return undefined;
	return joinParts(
		Object.entries(errors)
			.slice(0, MOST_DETAILS)
			.map(([field, value]) => {
				const said = inside(value);
				return said === undefined ? undefined : `${field}: ${said}`;
			}),
	);
}

function joinParts(parts: Array<string | undefined>): string | undefined {
	const said = parts.filter((part) => part !== undefined);
	return said.length === 0 ? undefined : said.join('; ');
}

const ENTITIES: Record<string, string> = {
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#39;': "'",
	'&nbsp;': ' ',
	'&amp;': '&',
};

/** The title of an HTML page, or its text. */
function fromHtml(html: string): string {
	const title = /<title[^>]*>([^<]+)<\/title>/i.exec(html)?.[1];
	const text =
		title ??
		html
			.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
			.replace(/<\/?(?:p|div|h\d|li|td|tr|br)\b[^>]*>/gi, ' ')
			.replace(/<[^>]*>/g, '');
	return text.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
