import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/engine.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('the engine of n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'engine');

	test.each(['retriedAfterThrow', 'retriedAfterErrorItem'] as const)(
		"what getContext('node') holds survives the tries of Retry On Fail (%s)",
		(probe) => {
			expect(observed(probe)).toEqual({ outputs: [[{ runs: 3 }]] });
		},
	);

	test('Retry On Fail looks at the first item alone', () => {
		expect(observed('notRetriedAfterLaterErrorItem')).toEqual({
			outputs: [[{ first: true }, { error: 'not yet' }]],
		});
	});

	test("an item's error object replaces its json", () => {
		expect(observed('itemWithErrorObject')).toEqual({ outputs: [[{ error: 'no' }]] });
	});

	test('an item with an error and no other key goes to the error output', () => {
		expect(observed('errorItem')).toEqual({ outputs: [[], [{ error: 'no' }]] });
	});

	test('an item with an error and a message goes to the error output, too', () => {
		const json = { error: 'no', message: 'more' };
		expect(observed('errorItemWithMessage')).toEqual({ outputs: [[], [json]] });
	});

	test('an item with an error and details does so in n8n 2 alone', () => {
		const json = { error: 'no', details: 'more' };
		const outputs = { '2.41.1': [[], [json]], '1.123.81': [[json], []] }[line];
		expect(observed('errorItemWithDetails')).toEqual({ outputs });
	});

	test('an item with an error and any other key goes to the success output', () => {
		const json = { error: 'no', id: 'voice-1' };
		expect(observed('errorItemWithId')).toEqual({ outputs: [[json], []] });
	});
});
