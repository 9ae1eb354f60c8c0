import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/endings.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('time-outs and cancelling in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'endings');
	const hasCauses = { '2.41.1': true, '1.123.81': false }[line];

	const failed = (
		httpCode: string,
		message: string,
		[kind, original]: [kind: string, original: string],
	) => ({
		result: {
			kind: 'NodeApiError',
			message,
			description: null,
			httpCode,
			// Twice where n8n has a message of its own.
			messages: message === original ? [original] : [original, original],
			context: {},
			errorResponse: null,
			causes: hasCauses ? [{ kind, message: original, code: httpCode, syscall: null }] : [],
		},
		gone: true,
	});
	const canceled = failed('ERR_CANCELED', 'canceled', ['CanceledError', 'canceled']);

	test("the execution's cancel signal ends the request, and its reason is lost", () => {
		expect(observed('cancel')).toEqual(canceled);
	});

	test.each(['ownCancel', 'ownTimeout', 'ownTimeoutOfUpload', 'either'] as const)(
		'a signal put in its place ends the request in the same way (%s)',
		(probe) => {
			expect(observed(probe)).toEqual(canceled);
		},
	);

	test('with a signal that was aborted before, nothing is sent', () => {
		expect(observed('abortedBefore')).toEqual({ ...canceled, gone: 'nothing came' });
	});
});
