import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/statuses.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('statuses and answers in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'statuses');

	test('with disableFollowRedirect, a redirect is an answer, and the other host gets nothing', () => {
		expect(observed('redirected')).toEqual({ status: 302, body: 'moved', requests: [1, 0] });
	});

	test('with ignoreHttpStatusErrors, an error is an answer with its text, sent for once', () => {
		expect(observed('ignored')).toEqual(
			[401, 404, 500, 503].map((status) => ({ status, body: '{"message":"no"}', requests: 1 })),
		);
	});
});
