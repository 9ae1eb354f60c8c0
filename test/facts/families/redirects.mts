import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/redirects.mts';
import { AUTHORIZATION } from '../support/authorization.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('redirects in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'redirects');

	const followed = {
		status: 200,
		body: 'from the other host',
		sent: [AUTHORIZATION],
		sentToTheOther: [AUTHORIZATION],
	};
	const givenBack = { status: 302, body: 'moved', sent: [AUTHORIZATION], sentToTheOther: [] };

	test('with disableFollowRedirect, the redirect is the answer, and the other host gets nothing', () => {
		expect(observed('switchedOff')).toEqual(givenBack);
	});

	test('without it, the redirect is followed, and the other host gets the key', () => {
		expect(observed('switchedOn')).toEqual(followed);
	});

	test('sendCredentialsOnCrossOriginRedirect: false keeps the key from the other host', () => {
		expect(observed('withoutCredentials')).toEqual({ ...followed, sentToTheOther: [null] });
	});

	test('maxRedirects: 0 is obeyed by n8n 2 alone', () => {
		const expected = { '2.41.1': givenBack, '1.123.81': followed };
		expect(observed('atMostNone')).toEqual(expected[line]);
	});
});
