import { describe, expect, test } from '@jest/globals';

import { explainStatus } from '../../nodes/Vogent/transport/explanations.ts';

const CHECK_FIELDS = 'Check the fields of this node.';
const REDIRECTED =
	'The request was redirected and not followed, to protect the API key. Correct the base URL in the Vogent API credential.';
const REFUSED = 'If the message does not help, contact Vogent support.';
const TROUBLE = 'The problem is at Vogent.';
const UNEXPECTED = 'Check the base URL in the Vogent API credential.';

describe('what the user reads about a status', () => {
	test.each([
		[301, 'The base URL leads to another address', REDIRECTED],
		[302, 'The base URL leads to another address', REDIRECTED],
		[303, 'The base URL leads to another address', REDIRECTED],
		[307, 'The base URL leads to another address', REDIRECTED],
		[308, 'The base URL leads to another address', REDIRECTED],
		[100, 'Vogent gave an unexpected answer', UNEXPECTED],
		[300, 'Vogent gave an unexpected answer', UNEXPECTED],
		[304, 'Vogent gave an unexpected answer', UNEXPECTED],
		[399, 'Vogent gave an unexpected answer', UNEXPECTED],
		[400, 'Vogent could not understand the request', CHECK_FIELDS],
		[
			401,
			'Vogent does not accept the API key',
			'Open the Vogent API credential and paste the key again. Keys are made in the Vogent dashboard under API, then Keys. A key stops working when its owner leaves the workspace.',
		],
		[402, 'Vogent refused the request', REFUSED],
		[
			403,
			'The API key is not allowed to do this',
			'Use another API key, or ask the owner of the Vogent workspace.',
		],
		[
			404,
			'Vogent has nothing at this address',
			'Check the IDs in this node, if it has any. Then check the base URL in the Vogent API credential: it usually ends in "/api".',
		],
		[
			407,
			'The proxy between n8n and Vogent asks for a sign-in',
			'Correct the username and the password in the proxy settings of your n8n.',
		],
		[
			408,
			'The upload took too long for Vogent',
			'The network between n8n and Vogent may be slow. Use a smaller clip.',
		],
		[409, 'Vogent is already working on this request', 'Wait a moment.'],
		[
			413,
			'The file is too large for Vogent',
			'Send a shorter or compressed audio clip. For a clone, 10 to 30 seconds are enough.',
		],
		[422, 'Vogent refused the values', CHECK_FIELDS],
		[
			429,
			'Vogent is receiving too many requests',
			'Nothing was created. Wait a minute and run it again, or send fewer items at once.',
		],
		[499, 'Vogent refused the request', REFUSED],
		[500, 'Vogent failed to process the request', TROUBLE],
		[502, 'Vogent failed to process the request', TROUBLE],
		[503, 'Vogent is not available at the moment', 'Nothing was done. Run it again later.'],
		[599, 'Vogent failed to process the request', TROUBLE],
	])('%d: %s', (status, title, advice) => {
		expect(explainStatus(status)).toEqual({ title, advice });
	});
});

describe('a 500 is explained by what the service says', () => {
	const BAD_INPUT = 'Vogent may answer like this to bad input, too: check the fields of this node.';
	const BILLING = 'Check the billing page of your Vogent workspace.';

	test.each<[string, string | undefined, string]>([
		['Your wallet is empty', undefined, BILLING],
		['Balance too low', 'call', BILLING],
		['unknown field "a"', undefined, BAD_INPUT],
		['Node of an unknown type', undefined, BAD_INPUT],
		['a property is missing', undefined, BAD_INPUT],
		['properties are missing', undefined, BAD_INPUT],
		['bad parameters', undefined, BAD_INPUT],
		['anything', 'call', BAD_INPUT],
		['', 'call', TROUBLE],
		['anything', undefined, TROUBLE],
		['fielded, unbalanced', undefined, TROUBLE],
	])('%j, while creating %s', (said, creates, advice) => {
		const explained = explainStatus(500, said, creates);
		expect(explained.advice).toBe(advice);
		expect(explained.title).toBe('Vogent failed to process the request');
		expect(explained.isFinal === true).toBe(advice !== TROUBLE);
		expect(explainStatus(502, said, creates).advice).toBe(TROUBLE);
	});
});
