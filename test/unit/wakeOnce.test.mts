import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { mayGoOn } from '../../nodes/Vogent/resources/call/wakeOnce.ts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('an execution that events wake at the same moment', () => {
	test('goes on once', () => {
		expect([mayGoOn('one'), mayGoOn('one'), mayGoOn('one')]).toEqual([true, false, false]);
	});

	test('is not taken for another one', () => {
		expect([mayGoOn('two'), mayGoOn('three')]).toEqual([true, true]);
	});

	test('can be woken again after two minutes, where n8n has not let it go on', () => {
		expect(mayGoOn('four')).toBe(true);
		jest.advanceTimersByTime(119_999);
		expect(mayGoOn('four')).toBe(false);
		jest.advanceTimersByTime(1);
		expect(mayGoOn('four')).toBe(true);
	});
});
