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
