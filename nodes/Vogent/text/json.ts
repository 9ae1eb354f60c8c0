import type { IDataObject } from 'n8n-workflow';

/** Reads JSON that a user has typed; gives the value, or the mistake with its line and column. */
export function parseJson(text: string): { value: unknown } | { mistake: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		// The engine's own message names a place only sometimes, and quotes the text.
		return { mistake: describeMistake(text) };
	}
}

/** Whether a value is an object of JSON, and no list. */
export function isJsonObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeMistake(text: string): string {
	const scanner = new Scanner(text);
	const { position, expected } = scanner.mistake();
	const before = text.slice(0, position).split('\n');
	const place = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
	const found = text.codePointAt(position);
	return found === undefined
		? `it ends at ${place}, where ${expected} is missing`
		: `in ${place} there is ${JSON.stringify(String.fromCodePoint(found))} instead of ${expected}`;
}

interface Mistake {
	position: number;
	expected: string;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y;
const SIMPLE = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/** Reads JSON as far as it is right. */
class Scanner {
	private position = 0;

	private readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	/** The first place where the text is not JSON. */
	mistake(): Mistake {
		return this.value('a value') ?? (this.next(), { position: this.position, expected: 'its end' });
	}

	/** Reads one value; gives the mistake in it, if there is one. */
	private value(expected: string): Mistake | undefined {
		const character = this.next();
		if (character === '{') return this.list('}', () => this.member());
		if (character === '[') return this.list(']', () => this.value('a value'));
		if (character === '"') return this.string();
		return this.take(SIMPLE) ? undefined : { position: this.position, expected };
	}

	private list(end: '}' | ']', element: () => Mistake | undefined): Mistake | undefined {
		this.position++;
		if (this.next() === end) return this.skip();
		for (;;) {
			const mistake = element();
			if (mistake !== undefined) return mistake;
			const character = this.next();
			if (character === end) return this.skip();
			if (character !== ',') return { position: this.position, expected: `"," or "${end}"` };
			this.position++;
		}
	}

	private member(): Mistake | undefined {
		const wanted = 'a name in double quotes';
		if (this.next() !== '"') return { position: this.position, expected: wanted };
		const mistake = this.string();
		if (mistake !== undefined) return mistake;
		if (this.next() !== ':') return { position: this.position, expected: '":"' };
		this.position++;
		return this.value('a value');
	}

	private string(): Mistake | undefined {
		this.take(STRING);
		if (this.text[this.position] === '"') return this.skip();
		return {
			position: this.position,
			expected: 'a character that may stand in a text, or a quote',
		};
	}

	private skip(): undefined {
		this.position++;
		return undefined;
	}

	/** The next character that is not white space. */
	private next(): string | undefined {
		this.take(SPACE);
		return this.text[this.position];
	}

	private take(pattern: RegExp): boolean {
		pattern.lastIndex = this.position;
		const found = pattern.exec(this.text);
		if (found === null) return false;
		this.position += found[0].length;
		return true;
	}
}

/** A value as the text that stands for it in a prompt: nothing is an empty text, a date is as in JSON. */
export function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	const plain: unknown = JSON.parse(JSON.stringify(value));
	return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}
