import { describe, expect, test } from '@jest/globals';

import { readServiceMessage } from '../../nodes/Vogent/transport/serviceMessage.ts';

/** What the user reads of a body: an object is one of JSON. */
const said = (body: string | object) =>
	readServiceMessage(typeof body === 'string' ? body : JSON.stringify(body), 'key-1234');

/** An error inside so many others. */
function nested(levels: number): object {
	let body: object = { message: 'deep' };
	for (let level = 0; level < levels; level++) body = { error: body };
	return body;
}

describe('of the usual fields', () => {
	test.each([
		[{ message: 'a', error: 'b', detail: 'c', msg: 'd', title: 'e' }, 'a'],
		[{ error: 'b', detail: 'c', msg: 'd', title: 'e' }, 'b'],
		[{ detail: 'c', msg: 'd', title: 'e' }, 'c'],
		[{ msg: 'd', title: 'e' }, 'd'],
		[{ title: 'e' }, 'e'],
		[{ message: '', error: ' b ' }, 'b'],
		[{ message: 7, error: 'b' }, 'b'],
		[{ message: null, error: ['b', 'c'] }, 'b; c'],
		[['a', '', 7, 'b'], 'a; b'],
		[[' a ', '  ', ' b '], 'a; b'],
		[{ message: [], error: 'b' }, 'b'],
		[' a ', 'a'],
	])('%j: the first that says something', (body, expected) => {
		expect(said(body)).toBe(expected);
	});

	test.each([
		[{ message: 'a', errors: ['b', 'c'] }, 'a: b; c'],
		[{ message: 'a', errors: 'b' }, 'a: b'],
		[{ errors: 'b' }, 'b'],
		[{ errors: { name: 'b' } }, 'name: b'],
		[{ errors: { name: 'b', clip: ['c', 'd'], model: null, other: '' } }, 'name: b; clip: c; d'],
		[{ errors: { message: 'b' } }, 'b'],
		[{ message: 'a: b', errors: ['b'] }, 'a: b'],
		[{ message: 'a', errors: [] }, 'a'],
		[{ message: 'a', errors: [7] }, 'a'],
		[{ message: 'a', errors: null }, 'a'],
		[{ message: 'a', errors: {} }, 'a'],
		[{ message: 'a', errors: 7 }, 'a'],
	])('%j: the details too', (body, expected) => {
		expect(said(body)).toBe(expected);
	});

	test.each([
		[{ field: 'name', message: 'a' }, 'name: a'],
		[{ path: 'name', message: 'a' }, 'name: a'],
		[{ param: 'name', message: 'a' }, 'name: a'],
		[{ loc: ['body', 0, 'name'], message: 'a' }, 'body.0.name: a'],
		[{ field: 'f', path: 'p', param: 'r', loc: ['l'], message: 'a' }, 'f: a'],
		[{ path: 'p', param: 'r', loc: ['l'], message: 'a' }, 'p: a'],
		[{ param: 'r', loc: ['l'], message: 'a' }, 'r: a'],
		[{ path: '/api/voices', message: 'a' }, 'a'],
		[{ path: '', message: 'a' }, 'a'],
		[{ field: 7, message: 'a' }, 'a'],
		[{ field: 'name', errors: ['b'] }, 'b'],
		[{ field: 'a/b', message: 'a' }, 'a/b: a'],
	])('%j: the place too', (body, expected) => {
		expect(said(body)).toBe(expected);
	});

	test('as deep as any error is, and no deeper', () => {
		expect(said(nested(6))).toBe('deep');
		expect(said(nested(7))).toBe(JSON.stringify(nested(7)));
	});

	test.each([
		[{ errors: Array.from({ length: 25 }, (_, index) => `e${index}`) }, /^e0; .*; e19$/],
		[
			{ errors: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`f${i}`, `e${i}`])) },
			/^f0: e0; .*; f19: e19$/,
		],
	])('at most 20 details', (body, expected) => {
		expect(said(body)).toMatch(expected);
	});
});

describe('without the usual fields', () => {
	test.each([
		['{"code":17}', '{"code":17}'],
		['17', '17'],
		['true', 'true'],
		['null', undefined],
		['{}', undefined],
		['[]', undefined],
		['""', undefined],
		['  ', undefined],
		['?!', '?!'],
		[' odd \n\t text ', 'odd text'],
		['{"message":""}', '{"message":""}'],
	])('%j is shown as %j', (body, expected) => {
		expect(said(body)).toBe(expected);
	});
});

describe('of a page', () => {
	test.each([
		['<!DOCTYPE html><title>Bad Gateway</title><p>more</p>', 'Bad Gateway'],
		['\n<HTML lang="en"><TITLE data-a="b">Bad\nGateway</TITLE>', 'Bad Gateway'],
		['<head><title>Bad Gateway</title></head>', 'Bad Gateway'],
		['<html><title lang="en">Bad Gateway</title><p>more</p></html>', 'Bad Gateway'],
		['<body>Bad Gateway</body>', 'Bad Gateway'],
		['<?xml version="1.0"?><error>Bad Gateway</error>', 'Bad Gateway'],
		['<html><title></title><p>Bad Gateway</p></html>', 'Bad Gateway'],
		['<html>a<script>let b = 1 < 2;</script>c<style>d {}</style>e</html>', 'a c e'],
		['<html>a<script src="x">b</script>c</html>', 'a c'],
		[
			'<html>a<p>b</p>c<div>d</div>e<h1>f</h1>g<ul><li>h</li></ul>i<br>j<br/>k</html>',
			'a b c d e f g h i j k',
		],
		['<html><table><tr><td>a</td><td class="b">b</td></tr></table></html>', 'a b'],
		['<html>a<b>b</b><span>c</span><pre>d</pre></html>', 'abcd'],
		[
			'<html>a &lt;b&gt; &quot;c&quot; &#39;d&#39;&nbsp;&amp; &amp;lt; &copy;</html>',
			'a <b> "c" \'d\' & &lt; &copy;',
		],
		['{"message":"<html><title>Bad Gateway</title></html>"}', 'Bad Gateway'],
	])('%j: its title or its text', (body, expected) => {
		expect(said(body)).toBe(expected);
	});

	test.each(['<b>bold</b>', 'see <html>', '<htm>', '<p>text</p>'])('%j is none', (body) => {
		expect(said(body)).toBe(body);
	});

	test('of any length, the first 10,000 characters count', () => {
		const page = (length: number) =>
			`<html>${' '.repeat(length - '<html>'.length - '<title>a</title>'.length)}<title>a</title>`;
		expect(said(`${page(10_000)}b`)).toBe('a');
		expect(said(page(10_001))).toBe('a</title');
	});
});

describe('of a long text', () => {
	test.each([
		[500, 'x'.repeat(500)],
		[501, `${'x'.repeat(500)}…`],
	])('the first 500 characters of %d', (length, expected) => {
		expect(said('x'.repeat(length))).toBe(expected);
	});

	test('what does not count is not counted', () => {
		expect(said(`${'x'.repeat(499)}   y`)).toBe(`${'x'.repeat(499)} …`);
		expect(said(`${'x'.repeat(498)}   y`)).toBe(`${'x'.repeat(498)} y`);
	});
});
