import { expect, test } from '@jest/globals';

import { hideKey } from '../../nodes/Vogent/transport/hideKey.ts';

test.each([
	['ab/c"d', 'Bearer ab/c"d and ab/c"d', 'Bearer [API key] and [API key]'],
	['ab/c"d', 'as JSON: ab/c\\"d', 'as JSON: [API key]'],
	['ab/c"d', 'with its slash escaped: ab\\/c\\"d', 'with its slash escaped: [API key]'],
	['a/b/c', 'with its slashes escaped: a\\/b\\/c', 'with its slashes escaped: [API key]'],
	['ab/c"d', 'in an address: ab%2Fc%22d', 'in an address: [API key]'],
	['ab/c"d', 'another: ab/c', 'another: ab/c'],
	['', 'no key', 'no key'],
])('the key %s is not shown in %s', (key, text, hidden) => {
	expect(hideKey(text, key)).toBe(hidden);
});
