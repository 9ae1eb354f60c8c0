import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/context.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

describe.each(LINE_NAMES)('what a node can use in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'context');
	const isNew = line === '2.41.1';

	test('the request helper takes the credential that its context gives', () => {
		expect(observed('otherCredential')).toEqual(['Bearer other', 'Bearer the-key']);
	});

	test('sleep waits', () => {
		expect(observed('sleep')).toBe(true);
	});

	test('sleep ends when its signal is aborted, with the reason, in n8n 2 alone', () => {
		expect(observed('sleepAborted')).toBe(
			isNew ? 'Error: my own reason, early' : 'resolved, in time',
		);
	});

	test.each(['sleepWithAbort', 'sleepWithAbortBefore'] as const)(
		'sleepWithAbort is in n8n 1 alone, and throws when its signal is aborted (%s)',
		(probe) => {
			expect(observed(probe)).toBe(
				isNew
					? 'is not there'
					: 'ManualExecutionCancelledError: The execution was cancelled manually, early',
			);
		},
	);

	test("getContext('node') is the same for each run of the node, and saved with the execution", () => {
		const kept = { created: { 0: 'voice-1' } };
		expect(observed('contextOfNode')).toEqual({
			same: true,
			seenBySecond: kept,
			saved: { 'node:Vogent': kept },
		});
	});

	test('the run index is a number, in the context and in the data for expressions', () => {
		expect(observed('runIndex')).toEqual([3, 3]);
	});

	test('the cancel signal tells when the execution is stopped', () => {
		expect(observed('cancelSignal')).toEqual([false, true]);
	});

	test('a node can show hints', () => {
		expect(observed('hints')).toEqual([{ message: 'Reused', location: 'outputPane' }]);
	});

	test('assertBinaryData finds a field by its name, and takes the value of a field as it is', () => {
		const binary = { data: 'eA==', mimeType: 'audio/wav', fileName: 'anna.wav' };
		expect(observed('binaryByName')).toEqual(binary);
		expect(observed('binaryByValue')).toEqual(binary);
	});

	test('assertBinaryData reads a path in the combined binary mode, which n8n 2 alone has', () => {
		expect(observed('binaryByPath')).toBe(
			isNew
				? 'anna.wav'
				: "This operation expects the node's input data to contain a binary file 'files.clip', but none was found [item 0]",
		);
	});

	test('assertBinaryData throws where there is no such field, or none at all', () => {
		expect(observed('binaryMissing')).toEqual([
			{ kind: 'NodeOperationError', message: "The item has no binary field 'other' [item 0]" },
			{
				kind: 'NodeOperationError',
				message:
					"This operation expects the node's input data to contain a binary file 'clip', but none was found [item 1]",
			},
		]);
	});
});
