import { describe, expect, test } from '@jest/globals';

import { redactKey } from '../../nodes/Vogent/transport/redactKey.ts';

const KEY = 'ab/c"d';

/** A text with a spelling of the key between two words, and the same without the key. */
const between = (spelling: string) => `before ${spelling} after`;
const HIDDEN = between('[API key]');

describe('the key is not shown', () => {
	test.each([
		['as it is', 'ab/c"d'],
		['in capitals', 'AB/C"D'],
		['as JSON', 'ab/c\\"d'],
		['as JSON with its slash escaped', 'ab\\/c\\"d'],
		['as JSON in JSON', 'ab/c\\\\\\"d'],
		['as JSON by its codes', '\\u0061\\u0062\\u002f\\u0063\\u0022\\u0064'],
		['as JSON by its codes, escaped again', '\\\\u0061b\\\\u002Fc\\\\u0022d'],
		['with backslashes by their codes', '\\u005cu0061b/c\\x5c"d'],
		['in a script', '\\x61b\\x2fc\\x22d'],
		['in an address', 'ab%2Fc%22d'],
		['in an address, encoded twice', 'ab%252Fc%2522d'],
		['in an address, encoded three times', '%252561b%25252Fc%252522d'],
		['in an address, with a backslash', 'ab%2Fc%5C%22d'],
		['in an address, with a backslash encoded twice', 'ab%2Fc%255C%2522d'],
		['in a page', 'ab/c&quot;d'],
		['in a page, by its codes', '&#97;b&#47;c&#34;d'],
		['in a page, by its codes with zeros', '&#0097;b&#0000047;c&#034;d'],
		['in a page, by its codes in hexadecimal', '&#x61;b&#x2f;c&#x0022;d'],
		['in a page, escaped twice', 'ab/c&amp;quot;d'],
		['in a page, escaped three times', '&amp;amp;#97;b/c&amp;amp;quot;d'],
		['in a page, with a backslash', 'ab/c&#92;&quot;d'],
		['in a page, with a backslash in hexadecimal', 'ab/c&#x5c;&quot;d'],
		['in a page, with a backslash escaped twice', 'ab/c&amp;#0092;&quot;d'],
		['behind a backslash', '\\ab/c"d'],
		['among 64 backslashes', `ab/c${'\\'.repeat(64)}"d`],
	])('%s: %s', (_name, spelling) => {
		expect(redactKey(between(spelling), KEY)).toBe(HIDDEN);
	});

	test('each time', () => {
		expect(redactKey('ab/c"d, ab/c\\"d', KEY)).toBe('[API key], [API key]');
	});

	test.each([
		["a'b", 'a&apos;b'],
		['a<b', 'a&lt;b'],
		['a>b', 'a&gt;b'],
		['a&b', 'a&amp;b'],
		['a&b', 'a&amp;amp;b'],
		['a.b', 'a.b'],
		['a+b(c', 'a+b(c'],
		['a\tb', 'a\\x09b'],
		['a\\b', 'ab'],
		['a\\b', 'a\\b'],
		['a\\b', 'a\\\\b'],
		['ab\\', 'ab\\'],
		['ab\\', 'ab\\\\'],
		['\\', '\\'],
		['\\\\', '\\\\'],
	])('key %s: %s', (key, spelling) => {
		expect(redactKey(between(spelling), key)).toBe(HIDDEN);
	});
});

describe('other text stays as it is', () => {
	test.each([
		['ab/c'],
		['ab/cd'],
		['ab/c" d'],
		['ab%2Fcd'],
		['ab/c&lt;d'],
		['ab/c&quotd'],
		['xab/c'],
		[''],
	])('%s', (text) => {
		expect(redactKey(text, KEY)).toBe(text);
	});

	test('a dot in the key stands for itself', () => {
		expect(redactKey('axb', 'a.b')).toBe('axb');
	});

	test('a backslash behind the key is kept where the key does not end with one', () => {
		expect(redactKey('ab\\', 'ab')).toBe('[API key]\\');
	});

	test('without a key', () => {
		expect(redactKey('no key', '')).toBe('no key');
	});
});
