import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';

import { isSuccess, readBodyText } from '../../nodes/Vogent/transport/send.ts';

test.each([
	[199, false],
	[200, true],
	[299, true],
	[300, false],
])('%d is a success: %s', (status, expected) => {
	expect(isSuccess(status)).toBe(expected);
});

test.each([
	[['ab', 'cd'], 'abcd', 2],
	[['ab', 'cde', 'f'], undefined, 2],
	[['ä', 'b'], 'äb', 2],
	[[], '', 0],
])('of %j no more than four bytes are read: %s', async (chunks, text, count) => {
	let given = 0;
	function* bytes() {
		for (const chunk of chunks) {
			given++;
			yield Buffer.from(chunk);
		}
	}
	expect(await readBodyText(Readable.from(bytes(), { highWaterMark: 1 }), 4)).toBe(text);
	expect(given).toBe(count);
});
