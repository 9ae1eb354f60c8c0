import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/statuses.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('statuses and answers in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'statuses');

	test('with ignoreHttpStatusErrors, an error is an answer with its text, sent for once', () => {
		expect(observed('ignored')).toEqual(
			[401, 404, 500, 503].map((status) => ({ status, body: '{"message":"no"}', requests: 1 })),
		);
	});

	test('without it, a 401 is thrown after the request was sent a second time', () => {
		expect(observed('thrown401')).toEqual({
			httpCode: '401',
			message: 'Authorization failed - please check your credentials',
			requests: [false, false],
		});
	});

	test('without it, an upload is sent a second time just the same', () => {
		expect(observed('thrown401ToForm')).toMatchObject({ httpCode: '401', requests: [true, true] });
	});

	test('with encoding "text", the body is the text of the answer, JSON or not', () => {
		expect(observed('brokenJsonAsText')).toBe('{"id":');
		expect(observed('jsonAsText')).toBe('{"id":"1"}');
	});

	test('without an encoding, JSON is parsed', () => {
		expect(observed('jsonWithoutEncoding')).toEqual({ id: '1' });
	});
});
