import { hasBytes, textAt } from './bytes';

/** Audio that is cut off right behind its signature could pass for text. */
const AUDIO_SIGNATURES = ['RIFF', 'RF64', 'BW64', 'FORM', 'fLaC', 'OggS', 'caff', 'ID3', '#!AMR'];

/** Declarations and comments may come before the first tag of a page or drawing. */
const HEAD = 1024;

/** Silence and faint noise of telephone audio (A-law) can be letters, but only a few different ones. */
const FEWEST_CHARACTERS = 6;

/** What a text in UTF-8, or UTF-16 with its mark, looks like, with an article; undefined if it is not one. */
export function looksLikeText(start: Uint8Array, size: number): string | undefined {
	const text = decode(start, size);
	if (text === undefined) {
		// Pages may have another encoding.
		const head = readHead(start);
		return /^<(?:!doctype\s+html|html|\?xml)\b/i.test(head) ? nameMarkup(head) : undefined;
	}
	if (AUDIO_SIGNATURES.some((audio) => text.startsWith(audio) || audio.startsWith(text))) {
		return undefined;
	}
	return nameText(text.trimStart());
}

/** The first characters, as Latin-1, without UTF-8's mark and white space. */
export function readHead(start: Uint8Array): string {
	return textAt(start, 0, HEAD)
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart();
}

function nameText(text: string): string | undefined {
	if (/^(?:\{\s*["}]|\[\s*(?:[{"\d-]|\]\s*$|(?:true|false|null)\b))/.test(text)) return 'JSON';
	if (/^<(?:\?xml|!--|!doctype|[a-z][\w:.-]*[\s/>])/i.test(text)) return nameMarkup(text);
	if (new Set(text).size < FEWEST_CHARACTERS) return undefined;
	return /^(?:data:[^\s,]*;base64,|[\w+/-]{64})/.test(text) ? 'Base64 text' : 'text';
}

function nameMarkup(text: string): string {
	const head = text.slice(0, HEAD);
	if (/<(?:!doctype\s+html|html)\b/i.test(head)) return 'a web page (HTML)';
	if (/^<(?:head|body|title|meta|script|style|div|p|h\d|table|br|span)\b/i.test(head)) {
		return 'a web page (HTML)';
	}
	return /<svg\b/i.test(head) ? 'an SVG image' : 'XML';
}

/** Undefined if it is not valid text. The end may be cut off. */
function decode(start: Uint8Array, size: number): string | undefined {
	const encoding = hasBytes(start, 0, [0xff, 0xfe])
		? 'utf-16le'
		: hasBytes(start, 0, [0xfe, 0xff])
			? 'utf-16be'
			: 'utf-8';
	try {
		const decoder = new TextDecoder(encoding, { fatal: true });
		const text = decoder.decode(start, { stream: start.length < size });
		return /(?![\t\n\f\r])[\p{Cc}\p{Cn}\p{Co}]/u.test(text) ? undefined : text;
	} catch {
		return undefined;
	}
}
