import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readServiceMessage } from '../../nodes/Vogent/transport/serviceMessage.ts';

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
		['{"code":17}', '{"code":17}'],
		['{broken', '{broken'],
	])('%s', (body, expected) => {
		expect(readServiceMessage(body)).toBe(expected);
	});

	test.each(['', '  \n', '""', '<html></html>'])('%j says nothing', (body) => {
		expect(readServiceMessage(body)).toBeUndefined();
	});

	test('is one line of at most 501 characters, whatever the body', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ maxLength: 2000 }), fc.json(), fc.jsonValue().map(jsonOf)),
				(body) => {
					const said = readServiceMessage(body);
					if (said === undefined) return;
					expect(said.length).toBeLessThanOrEqual(501);
					expect(said).not.toMatch(/[\r\n]/);
				},
			),
			{ numRuns: 1000 },
		);
	});
});

function jsonOf(value: unknown): string {
	return JSON.stringify({ message: value, errors: [value] });
}
