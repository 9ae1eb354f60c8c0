import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/nodeApiError.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('NodeApiError in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'nodeApiError');

	test('made of a plain message, it keeps message, description and item', () => {
		expect(observed('plain')).toMatchObject({
			message: 'The voice may exist',
			description: 'Look.',
			httpCode: null,
			context: { itemIndex: 2 },
		});
	});

	test('made of a plain message with a status, it keeps the message', () => {
		expect(observed('plainWithStatus')).toMatchObject({
			message: 'The voice may exist',
			httpCode: '502',
		});
	});

	test('keeps a message that is set afterwards', () => {
		expect(observed('setAfterwards').message).toBe('The voice may exist');
	});
});
