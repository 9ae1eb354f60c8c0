import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readServiceMessage } from '../../nodes/Vogent/transport/serviceMessage.ts';
import { runs } from '../support/runs.mts';

const KEY = 'ab/c-"key"+1234';

describe('the message in an error body', () => {
	test.each([
		['{"message":"clip is too short"}', 'clip is too short'],
		['{"error":"clip is too short"}', 'clip is too short'],
		['{"error":{"message":"clip is too short"}}', 'clip is too short'],
		['{"detail":"clip is too short"}', 'clip is too short'],
		['{"errors":["name is empty","clip is missing"]}', 'name is empty; clip is missing'],
		[
			'{"message":"invalid input","errors":[{"path":"name","message":"is empty"},{"field":"clip","message":"is missing"}]}',
			'invalid input: name: is empty; clip: is missing',
		],
		['{"detail":[{"loc":["body","name"],"msg":"field required"}]}', 'body.name: field required'],
		['"clip is too short"', 'clip is too short'],
		['clip is\n too short\n', 'clip is too short'],
		[
			'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>…</body></html>',
			'502 Bad Gateway',
		],
		['<html><body><h1>Down</h1><p>for maintenance</p></body></html>', 'Down for maintenance'],
		['{"errors":{"name":["is too short","is odd"]}}', 'name: is too short; is odd'],
		['{"path":"/api/voices/clone","message":"not found"}', 'not found'],
		['<html><body>Can&#39;t &amp; won&#39;t &lt;now&gt;</body></html>', "Can't & won't <now>"],
		['{"code":17}', '{"code":17}'],
		['{broken', '{broken'],
	])('%s', (body, expected) => {
		expect(readServiceMessage(body, KEY)).toBe(expected);
	});

	test.each(['', '  \n', '""', '<html></html>'])('%j says nothing', (body) => {
		expect(readServiceMessage(body, KEY)).toBeUndefined();
	});

	test.each([
		['as it is', `Bearer ${KEY} is odd`],
		['in JSON', JSON.stringify({ message: `Bearer ${KEY} is odd` })],
		['in JSON without a message', JSON.stringify({ headers: { authorization: KEY } })],
		['with escaped slashes', JSON.stringify({ sent: KEY }).replaceAll('/', '\\/')],
		['encoded for an address', `GET /voices?key=${encodeURIComponent(KEY)}`],
		['encoded as a query', `GET /voices?${new URLSearchParams({ key: KEY }).toString()}`],
		['with codes of a page', `<p>${KEY.replaceAll('/', '&#x2F;').replaceAll('"', '&quot;')}</p>`],
		['with codes of JSON', JSON.stringify({ message: KEY }).replaceAll('/', '\\u002f')],
		['in JSON in JSON', JSON.stringify({ message: JSON.stringify({ error: KEY }) })],
		['across the cut', `${'x'.repeat(490)}${KEY}`],
		['torn by a tag', `<html>${KEY.slice(0, 6)}<wbr>${KEY.slice(6)}</html>`],
	])('never has the key: %s', (_, body) => {
		const said = readServiceMessage(body, KEY) ?? '';
		expect(said).toContain('[API key]'.slice(0, 5));
		expect(said).not.toContain(KEY.slice(0, 6));
		expect(said).not.toContain(encodeURIComponent(KEY).slice(0, 8));
	});

	test.each([
		['unclosed scripts', `<html>${'<script'.repeat(50_000)}`],
		['unclosed tags', `<html>${'<'.repeat(100_000)}`],
		['unclosed titles', `<html>${'<title'.repeat(50_000)}`],
		['deep lists', '['.repeat(200_000)],
		['deep objects', `${'{"error":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
		['a long list', JSON.stringify({ errors: Array.from({ length: 100_000 }, () => 'bad') })],
	])('does not stall or break on %s', (_, body) => {
		expect(() => readServiceMessage(body, KEY)).not.toThrow();
	});

	test('is one line of at most 501 characters, whatever the body', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ maxLength: 2000 }), fc.json(), fc.jsonValue().map(jsonOf)),
				(body) => {
					const said = readServiceMessage(body, KEY);
					if (said === undefined) return;
					expect(said.length).toBeLessThanOrEqual(501);
					expect(said).not.toMatch(/[\r\n]/);
				},
			),
			{ numRuns: runs(1000) },
		);
	});
});

function jsonOf(value: unknown): string {
	return JSON.stringify({ message: value, errors: [value] });
}

test('the marks of a page are undone', () => {
	const page = '<title>&quot;Anna&quot; &amp; &lt;Ben&gt; aren&#39;t&nbsp;here</title>';
	expect(readServiceMessage(`<html>${page}</html>`, '')).toBe(`"Anna" & <Ben> aren't here`);
});
