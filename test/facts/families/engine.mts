import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/engine.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('the engine of n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'engine');

	test('an item with an error and any other key goes to the success output', () => {
		expect(observed('errorItem')).toEqual([[{ error: 'no', id: 'voice-1' }], []]);
	});
});
