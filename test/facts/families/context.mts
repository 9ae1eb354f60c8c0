import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/context.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('what a node can use in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'context');

	test('the request helper takes the credential that its context gives', () => {
		expect(observed('otherCredential')).toEqual(['Bearer other', 'Bearer the-key']);
	});

	test('the run index is a number, in the context and in the data for expressions', () => {
		expect(observed('runIndex')).toEqual([3, 3]);
	});
});
