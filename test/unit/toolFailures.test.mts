import { describe, expect, test } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';

import { errorText, withAllThatHappened } from '../../nodes/Vogent/execution/failures.ts';
import { vogentNodeOf } from '../support/node.mts';

const failure = (type: string) =>
	new NodeOperationError(vogentNodeOf({ type }), '"Agent" is empty', {
		description: 'Choose one.',
	});

describe.each([
	['a workflow', 'n8n-nodes-vogent.vogent', '"Agent" is empty'],
	['an AI agent', 'n8n-nodes-vogent.vogentTool', '"Agent" is empty. Choose one.'],
])('what %s is told of a failure', (_, type, message) => {
	test('where the node ends', () => {
		const { message: told, description } = withAllThatHappened(failure(type), [], []);
		expect([told, description]).toEqual([message, 'Choose one.']);
	});

	test('where the node goes on', () => {
		expect(errorText(failure(type))).toBe(message);
	});
});

describe('what a model is told where something may exist', () => {
	const doubtful = () => {
		const error = failure('n8n-nodes-vogent.vogentTool');
		error.context.mayExist = true;
		return error;
	};
	const begin = /^This may have been done already\. Do not send it again; /;

	test('is that first, where the node ends or goes on', () => {
		expect(withAllThatHappened(doubtful(), [], []).message).toMatch(begin);
		expect(errorText(doubtful())).toMatch(begin);
	});

	test.each([
		['Busy. Please try again later.', 'Busy. ….'],
		['Try your request again, or retry now', '…, or …'],
		['Timed out: resend it', 'Timed out: … it'],
		['Many tries; the retried call is gone', 'Many tries; the retried call is gone'],
	])('invites nobody to send it again, not even in the words of the service: %s', (said, told) => {
		const error = doubtful();
		error.message = said;
		expect(errorText(error)).toContain(` first. ${told}. Choose one.`);
	});

	test('has all of what was created behind it, however much else there is', () => {
		const error = doubtful();
		error.description = 'x'.repeat(2000);
		const created = [{ itemIndex: 0, name: 'Anna', id: 'the ID' }];
		const { message } = withAllThatHappened(error, [], created);
		expect(message).toMatch(begin);
		expect(message).toMatch(
			/…\nAlready created, do not create again \(1\):\nitem 0: Anna \(the ID\)$/,
		);
		expect(message).toHaveLength(2000);
	});
});
