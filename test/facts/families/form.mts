import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/form.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('a form sent by n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'form');

	test('has a text exactly as it is when it is a part of type text/plain without a file name', () => {
		expect(observed('lineBreaks')).toBe(
			'--BOUNDARY\r\nContent-Disposition: form-data; name="text"\r\n' +
				'Content-Type: text/plain; charset=utf-8\r\n\r\na\nb\r\nc\rd\r\n--BOUNDARY--\r\n',
		);
	});
});
