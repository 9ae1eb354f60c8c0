import { describe, expect, test } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';

import {
	fileFailure,
	isNotFound,
	statusFailure,
	timeoutFailure,
	unreadableAnswer,
	unreadableFileError,
	unusableAddress,
} from '../../nodes/Vogent/transport/errors.ts';
import { cloning, OUTCOME_UNKNOWN, reading, shown } from './support/failed.mts';

describe('a status that is not a success', () => {
	test('the service’s own words come first, then what it means and what to do', () => {
		expect(shown(statusFailure(reading, 403, '{"message":"not yours"}'))).toEqual({
			message: 'not yours',
			description:
				'The API key is not allowed to do this. Use another API key, or ask the owner of the Vogent workspace. (HTTP 403 from GET /voices)',
			httpCode: '403',
			outcomeUnknown: false,
			isTransient: false,
			reason: 'HTTP 403',
			status: 403,
			mayExist: undefined,
		});
	});

	test('without words of the service, what it means is the message', () => {
		expect(shown(statusFailure(reading, 403, ''))).toMatchObject({
			message: 'The API key is not allowed to do this (HTTP 403)',
			description:
				'Use another API key, or ask the owner of the Vogent workspace. (HTTP 403 from GET /voices)',
		});
	});

	test.each([
		[reading, 'Try again later.', undefined],
		[cloning, OUTCOME_UNKNOWN, true],
	])('a doubtful one says what to do next', (request, next, mayExist) => {
		expect(shown(statusFailure(request, 500, ''))).toEqual({
			message: 'Vogent failed to process the request (HTTP 500)',
			description: `The problem is at Vogent. ${next} (HTTP 500 from ${request.method} ${request.url})`,
			httpCode: '500',
			outcomeUnknown: true,
			isTransient: true,
			reason: 'HTTP 500',
			status: 500,
			mayExist,
		});
	});

	test('a request that is refused for certain leaves no voice', () => {
		expect(shown(statusFailure(cloning, 422, '')).mayExist).toBeUndefined();
	});

	test('a network code in the service’s words is no network error', () => {
		const body = '{"message":"upstream said ECONNREFUSED"}';
		expect(statusFailure(reading, 500, body).error.message).toBe('upstream said ECONNREFUSED');
	});
});

test.each([
	[1, 'Vogent did not answer within 1 second'],
	[2, 'Vogent did not answer within 2 seconds'],
])('a time-out of %d s is told in good English', (seconds, message) => {
	expect(timeoutFailure(cloning, seconds).error.message).toBe(message);
});

test('a time-out says what to do', () => {
	expect(shown(timeoutFailure(cloning, 300))).toMatchObject({
		message: 'Vogent did not answer within 300 seconds',
		description: `${OUTCOME_UNKNOWN} If this happens often, increase "Timeout (Seconds)" in the options. (POST /clone)`,
		outcomeUnknown: true,
		isTransient: true,
		reason: 'no answer within 300 s',
		mayExist: true,
	});
});

test('an address that is none', () => {
	expect(shown(unusableAddress(reading))).toMatchObject({
		message: 'The file has an address that cannot be used',
		httpCode: null,
		outcomeUnknown: false,
		isTransient: false,
		reason: 'no web address',
	});
});

test('an answer that cannot be read says why', () => {
	expect(shown(unreadableAnswer(cloning, 201, 'it is empty'))).toEqual({
		message: "Vogent's answer could not be read: it is empty",
		description: `${OUTCOME_UNKNOWN} (HTTP 201 from POST /clone)`,
		httpCode: '201',
		outcomeUnknown: true,
		isTransient: false,
		reason: 'HTTP 201, unreadable',
		status: 201,
		mayExist: true,
	});
});

test.each([
	[new Error('gone'), 'gone'],
	['gone', 'gone'],
])('a file that cannot be read says why: %p', (cause, reason) => {
	const error = unreadableFileError(cloning, cause);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error.message).toBe('The file could not be read');
	expect(error.description).toBe(
		`Nothing was created. n8n may have deleted the file already, or its storage is not available. Run the node that produces the file again. (${reason})`,
	);
	expect(error.context.itemIndex).toBe(3);
	expect(shown(fileFailure(cloning, cause))).toMatchObject({
		message: 'The file could not be read',
		outcomeUnknown: false,
		isTransient: false,
		reason: 'the file could not be read',
	});
});

describe('a call whose idempotency key is in use', () => {
	const calling = { ...cloning, creates: 'call', hasKey: true };

	test.each([
		['', ''],
		['{"message":"key in use"}', ' Vogent says: key in use'],
	])('is not placed again: %j', (body, said) => {
		const failure = statusFailure(calling, 409, body);
		expect(shown(failure)).toEqual({
			message: "Vogent already has a call with this 'Idempotency Key'",
			description: `No second call was placed.${said} (HTTP 409 from POST /clone)`,
			httpCode: '409',
			outcomeUnknown: false,
			isTransient: false,
			reason: 'HTTP 409',
			status: 409,
			mayExist: undefined,
		});
		expect(failure.error.context.alreadyPlaced).toBe(true);
	});

	test.each([
		[{ ...calling, hasKey: false }, 409],
		[calling, 400],
	])('is told from other refusals', (request, status) => {
		const { error } = statusFailure(request, status, '{"message":"no"}');
		expect([error.message, error.context.alreadyPlaced]).toEqual(['no', undefined]);
	});
});

test.each([
	[404, true],
	[403, false],
])('after %d, nothing is there: %s', (status, expected) => {
	expect(isNotFound(statusFailure(reading, status, '').error)).toBe(expected);
});
