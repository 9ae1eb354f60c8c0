import { describe, expect, test } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import {
	displayError,
	errorJson,
	nodeError,
	withExecutionSummary,
} from '../../nodes/Vogent/execution/failures.ts';
import { statusFailure } from '../../nodes/Vogent/transport/errors.ts';
import { vogentNodeOf } from '../support/node.mts';
import { cloning } from './support/failed.mts';

const failure = (type: string) =>
	new NodeOperationError(vogentNodeOf({ type }), '"Agent" is empty', {
		description: 'Choose one.',
	});

describe.each([
	['a workflow', 'n8n-nodes-vogent.vogent', '"Agent" is empty'],
	['an AI agent', 'n8n-nodes-vogent.vogentTool', '"Agent" is empty. Choose one.'],
])('what %s is told of a failure', (_, type, message) => {
	test('where the node ends', () => {
		const { message: told, description } = withExecutionSummary(failure(type), [], []);
		expect([told, description]).toEqual([message, 'Choose one.']);
	});

	test('where the node goes on', () => {
		expect(errorJson(failure(type))).toEqual({ error: message });
	});
});

describe('what a model is told where something may exist', () => {
	const unknownFailure = () => {
		const error = failure('n8n-nodes-vogent.vogentTool');
		error.context.mayExist = true;
		return error;
	};
	const begin = /^This may have been done already\. Do not send it again; /;

	test('is that first, where the node ends or goes on', () => {
		expect(withExecutionSummary(unknownFailure(), [], []).message).toMatch(begin);
		expect(errorJson(unknownFailure()).error).toMatch(begin);
	});

	test.each([
		['Busy. Please try again later.', 'Busy. ….'],
		['Try your request again, or retry now', '…, or …'],
		['Timed out: resend it', 'Timed out: … it'],
		['Many tries; the retried call is gone', 'Many tries; the retried call is gone'],
	])('invites nobody to send it again, not even in the words of the service: %s', (said, told) => {
		const error = Object.assign(unknownFailure(), { message: said });
		expect(errorJson(displayError(error.node, error)).error).toContain(
			` first. ${told}. Choose one.`,
		);
	});

	// What n8n does with it before an agent's model gets it.
	test('is not replaced by n8n', () => {
		const { node } = unknownFailure();
		const request = { ...cloning, node };
		const { error } = statusFailure(request, 500, 'read ECONNRESET, please retry');
		const failed = withExecutionSummary(nodeError(node, error, 0), [], []);
		const { message } = new NodeOperationError(node, failed);
		expect(message).toBe(failed.message);
		expect(message).toMatch(begin);
		expect(message).toContain('read system error, … [item 0]');
		expect(message).toContain(String(failed.description));
	});

	test('has all of what was created behind it, however much else there is', () => {
		const error = unknownFailure();
		error.description = 'x'.repeat(2000);
		const created = [{ itemIndex: 0, name: 'Anna', id: 'the ID' }];
		const { message } = withExecutionSummary(error, [], created);
		expect(message).toMatch(begin);
		expect(message).toMatch(
			/…\nAlready created, do not create again \(1\):\nitem 0: Anna \(the ID\)$/,
		);
		expect(message).toHaveLength(2000);
	});
});

test.each<[INode['onError'], object]>([
	['continueRegularOutput', { error: '"Agent" is empty', alreadyPlaced: true }],
	['continueErrorOutput', { error: '"Agent" is empty' }],
])('what else is known of a failure goes on with %s', (onError, json) => {
	const error = failure('n8n-nodes-vogent.vogent');
	error.node.onError = onError;
	error.context.alreadyPlaced = true;
	expect(errorJson(error)).toEqual(json);
});
