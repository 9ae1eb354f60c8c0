import type { ServerResponse } from 'node:http';

import fc from 'fast-check';

/** How a service, or what is in front of it, may write a text. */
const SPELLINGS: Record<string, (text: string) => string> = {
	plain: (text) => text,
	inJson: (text) => JSON.stringify(text).slice(1, -1),
	inJsonWithSlashes: (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
	inJsonForPages: (text) =>
		JSON.stringify(text)
			.slice(1, -1)
			.replace(/[<>&']/g, (character) => `\\u00${hex(character)}`),
	inJsonInCodes: (text) => text.replace(/\W/g, (character) => `\\u00${hex(character)}`),
	inAddress: (text) => encodeURIComponent(text),
	inAddressSmall: (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
	inAddressInCodes: (text) => text.replace(/\W/g, (character) => `%${hex(character)}`),
	inQuery: (text) => new URLSearchParams({ text }).toString().slice('text='.length),
	inPage: (text) => text.replace(/[&<>"]/g, (character) => `&${NAMES[character]};`),
	inPageInNumbers: (text) => text.replace(/\W/g, (character) => `&#${character.charCodeAt(0)};`),
	inPageInCodes: (text) => text.replace(/\W/g, (character) => `&#x${hex(character)};`),
};

const NAMES: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** Every way in which the text could be recognized. */
export const spellingsOf = (text: string): string[] => [
	...new Set(Object.values(SPELLINGS).map((spell) => spell(text))),
];

/** Bodies with a text in them: every shape of an error that a service is known to use, pages, text, broken JSON. */
const BODIES: Record<string, (text: string) => string> = {
	message: (text) => JSON.stringify({ message: text }),
	error: (text) => JSON.stringify({ error: text }),
	errorMessage: (text) => JSON.stringify({ error: { message: text, code: 17 } }),
	errors: (text) => JSON.stringify({ errors: [text, { field: text, message: text }] }),
	errorsByField: (text) => JSON.stringify({ message: 'no', errors: { [text]: [text] } }),
	detail: (text) => JSON.stringify({ detail: text }),
	details: (text) => JSON.stringify({ detail: [{ loc: ['header', text], msg: text }] }),
	title: (text) => JSON.stringify({ title: text, path: text }),
	other: (text) => JSON.stringify({ request: { headers: { authorization: text } } }),
	list: (text) => JSON.stringify([text]),
	jsonText: (text) => JSON.stringify(text),
	nested: (text) => JSON.stringify({ message: JSON.stringify({ error: text }) }),
	withSlashes: (text) => JSON.stringify({ message: text }).replaceAll('/', '\\/'),
	written: (text) => `{"message":"${text}"}`,
	brokenJson: (text) => JSON.stringify({ message: text }).slice(0, -2),
	text: (text) => text,
	longText: (text) => `${'x'.repeat(480)}${text}`,
	pageTitle: (text) => `<!doctype html><html><title>${text}</title></html>`,
	page: (text) => `<html><script>1</script><body><h1>No</h1><p>${text}</p></body></html>`,
	piece: (text) => `<p>${text}</p>`,
};

/** What the service does with the key that it gets. */
export interface Echo {
	spelling: string;
	body: string;
	status: number;
	/** How the answer comes: as usual, with the key in its headers, or not as HTTP wants it. */
	way: 'plain' | 'inHeaders' | 'inStatusLine' | 'brokenHeaders' | 'brokenOff' | 'voice';
}

/** Any answer that has the key in it. */
export const echo: fc.Arbitrary<Echo> = fc.record({
	spelling: fc.constantFrom(...Object.keys(SPELLINGS)),
	body: fc.constantFrom(...Object.keys(BODIES)),
	status: fc.constantFrom(
		200,
		201,
		301,
		307,
		400,
		401,
		403,
		404,
		409,
		413,
		422,
		429,
		500,
		502,
		503,
	),
	way: fc.constantFrom(
		...(['plain', 'plain', 'plain', 'plain', 'plain'] as const),
		...(['inHeaders', 'inStatusLine', 'brokenHeaders', 'brokenOff', 'voice'] as const),
	),
});

/** Whether the request can be tried again without a wait. */
export const isWhole = ({ way }: Echo): boolean => !['brokenHeaders', 'brokenOff'].includes(way);

/** A good answer to every request that has the key all over it: that is data. */
export const voiceWith = (key: string) => ({
	id: `id-${key}`,
	name: 'Anna',
	description: `Bearer ${key}`,
	voices: [],
});

/** Answers with the key, as `echo` says. */
export function sendEcho({ spelling, body, status, way }: Echo, key: string, to: ServerResponse) {
	const text = BODIES[body]?.(`Bearer ${SPELLINGS[spelling]?.(key)} is odd`) ?? '';
	to.setHeader('retry-after', '0');
	if (way === 'brokenHeaders') {
		to.socket?.end(`HTTP/1.1 ${status} Odd\r\nOdd header ${key}\r\n\r\n${text}`);
	} else if (way === 'brokenOff') {
		to.writeHead(status, { 'content-length': Buffer.byteLength(text) + 10 });
		to.write(text, () => to.destroy());
	} else if (way === 'voice') {
		to.end(JSON.stringify(voiceWith(key)));
	} else {
		if (way === 'inHeaders') {
			to.setHeader('location', `http://127.0.0.1:9/${encodeURIComponent(key)}`);
			for (const name of ['www-authenticate', 'x-request', 'set-cookie', 'content-type']) {
				to.setHeader(name, key);
			}
		}
		to.writeHead(status, way === 'inStatusLine' ? `Odd ${key}` : 'Odd').end(text);
	}
}
