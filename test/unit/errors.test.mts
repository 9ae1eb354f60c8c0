import { describe, expect, test } from '@jest/globals';

import { statusFailure, type Attempt } from '../../nodes/Vogent/transport/errors.ts';
import { connectionFailure } from '../../nodes/Vogent/transport/connectionErrors.ts';
import { cloning, reading, thrown } from './support/failed.mts';

const statusError = (request: Attempt, status: number, body: string) =>
	statusFailure(request, status, body).error;
const connectionError = (request: Attempt, cause: unknown) =>
	connectionFailure(request, cause).error;

describe('a status', () => {
	test.each([300, 400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 503, 599])(
		'%d has a message, an advice, the code and the item, whatever the body',
		(status) => {
			for (const body of ['', '{"message":"said so"}', '<html></html>']) {
				const error = statusError(reading, status, body);
				expect(error.message.length).toBeGreaterThan(5);
				expect(error.description).toMatch(/\. .*\(HTTP \d+ from GET/);
				expect(error).toMatchObject({ httpCode: String(status), context: { itemIndex: 3 } });
			}
		},
	);
});

test.each([402, 404, 408, 422, 500, 503])(
	'%d: no advice is given twice or against another',
	(status) => {
		const { description } = statusError(cloning, status, '');
		const again = (description ?? '').match(/again/g) ?? [];
		expect(again.length).toBeLessThanOrEqual(1);
	},
);

const BILLING = 'Check the billing page of your Vogent workspace.';
const INPUT = 'Vogent may answer like this to bad input, too: check the fields of this node.';
const TROUBLE = 'The problem is at Vogent.';
const DOUBT = 'The voice may still have been created.';

test.each<[string, string, string, string]>([
	['Your wallet is empty', BILLING, BILLING, ''],
	['The balance is too low', BILLING, BILLING, ''],
	['node 3 has an unknown type', INPUT, INPUT, ''],
	['Unknown field "x"', INPUT, INPUT, ''],
	['it broke', INPUT, TROUBLE, ' Try again later.'],
	['', TROUBLE, TROUBLE, ' Try again later.'],
])('a status 500 with %j: what may be, and whether to try again', (said, created, read, again) => {
	const title = said === '' ? '' : 'Vogent failed to process the request. ';
	const message = said === '' ? 'Vogent failed to process the request (HTTP 500)' : said;
	const ofClone = statusError(cloning, 500, said);
	const ofList = statusError(reading, 500, said);
	expect([ofClone.message, ofList.message]).toEqual([message, message]);
	expect(ofClone.description).toContain(`${title}${created} ${DOUBT}`);
	expect(ofList.description).toContain(`${title}${read}${again} (HTTP 500`);
});

test('a short key does not garble our own sentences', () => {
	const error = statusError({ ...cloning, apiKey: 'e' }, 401, '');
	expect(error.message).toBe('Vogent does not accept the API key (HTTP 401)');
	expect(error.description).not.toContain('[API key]');
});

test('no error shows the key', () => {
	const errors = [
		statusError(cloning, 400, '{"message":"Bearer key-1234 is odd"}'),
		connectionError(cloning, thrown('ECONNRESET')),
		connectionError(cloning, new Error('Bearer key-1234')),
	];
	for (const error of errors) {
		expect(JSON.stringify(error) + String(error.stack)).not.toContain('key-1234');
	}
});
