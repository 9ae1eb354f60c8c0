import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { claimResume } from '../../nodes/Vogent/resources/call/wait/claimResume.ts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('an execution that events resume at the same moment', () => {
	test('goes on once', () => {
		expect([claimResume('one'), claimResume('one'), claimResume('one')]).toEqual([
			true,
			false,
			false,
		]);
	});

	test('is not taken for another one', () => {
		expect([claimResume('two'), claimResume('three')]).toEqual([true, true]);
	});

	test('can be resumed by an event 10 seconds later, where n8n has not let it go on', () => {
		expect(claimResume('four')).toBe(true);
		jest.advanceTimersByTime(9999);
		expect(claimResume('four')).toBe(false);
		jest.advanceTimersByTime(1);
		expect(claimResume('four')).toBe(true);
	});
});
