const LONGEST_MESSAGE = 500;

/**
 * What the service says in the body of an error, as one line; undefined if it says nothing that can be read. The shape
 * of Vogent's error bodies is not documented, so all usual ones are tried: `message`, `error`, `error.message`,
 * `errors[]`, `detail`, plain text and HTML.
 */
export function readServiceMessage(body: string): string | undefined {
	const text = body.trim();
	if (text === '') return undefined;
	const said = fromText(text);
	const line = (/^<(!doctype|html|\?xml|head|body)/i.test(said) ? fromHtml(said) : said)
		.replace(/\s+/g, ' ')
		.trim();
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
	// JSON without any of the usual fields is better shown as it is than not at all.
	return fromValue(value) ?? (/\w/.test(text) && value !== null ? text : '');
}

function fromValue(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
	if (Array.isArray(value)) return joined(value.map(fromValue));
	if (typeof value !== 'object' || value === null) return undefined;

	const fields = value as Record<string, unknown>;
	const main =
		fromValue(fields.message) ??
		fromValue(fields.error) ??
		fromValue(fields.detail) ??
		fromValue(fields.msg) ??
		fromValue(fields.title);
	const place = placeOf(fields);
	const details = fromValue(fields.errors);
	const head = main !== undefined && place !== undefined ? `${place}: ${main}` : main;
	if (head === undefined) return details;
	return details === undefined || head.includes(details) ? head : `${head}: ${details}`;
}

/** The field that one of several errors is about: `field`, `path`, `param`, or a `loc` list. */
function placeOf(fields: Record<string, unknown>): string | undefined {
	const place = fields.field ?? fields.path ?? fields.param ?? fields.loc;
	if (typeof place === 'string' && place !== '') return place;
	if (Array.isArray(place)) return place.map(String).join('.');
	return undefined;
}

function joined(parts: Array<string | undefined>): string | undefined {
	const said = parts.filter((part) => part !== undefined);
	return said.length === 0 ? undefined : said.join('; ');
}

/** The title of an HTML page if it has one, else its text. */
function fromHtml(html: string): string {
	const title = /<title[^>]*>([^<]+)<\/title>/i.exec(html)?.[1];
	return title ?? html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
