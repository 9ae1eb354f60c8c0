import { describe, expect, test } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';

import { statusFailure, type Attempt } from '../../nodes/Vogent/transport/errors.ts';
import { connectionFailure } from '../../nodes/Vogent/transport/connectionErrors.ts';
import { vogentNodeOf } from '../support/node.mts';

const node = vogentNodeOf();

const reading: Attempt = {
	node,
	itemIndex: 3,
	method: 'GET',
	url: 'https://api.example/api/voices',
	apiKey: 'key-1234',
};
const cloning: Attempt = { ...reading, method: 'POST', creates: 'voice' };

/** As n8n's request helper throws it: wrapped, with the code in `httpCode`, and Node's words in `messages`. */
const thrownByN8n = (code: string, message = `read ${code} key-1234`) =>
	new NodeApiError(node, { message, code });

const statusError = (request: Attempt, status: number, body: string) =>
	statusFailure(request, status, body).error;
const connectionError = (request: Attempt, thrown: unknown) =>
	connectionFailure(request, thrown).error;

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

	test.each([
		[500, true],
		[504, true],
		[408, true],
		[499, true],
		[402, false],
		[422, false],
		[429, false],
	])('%d: a creating request warns of a double: %s', (status, warns) => {
		const warning = /may still have been created/;
		expect(warning.test(String(statusError(cloning, status, '').description))).toBe(warns);
		expect(statusError(reading, status, '').description).not.toMatch(warning);
	});
});

describe('no answer', () => {
	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
		'%s: nothing was sent',
		(code) => {
			const error = connectionError(cloning, thrownByN8n(code, `connect ${code} 10.0.0.1:443`));
			expect(error.message).toMatch(/^Could not reach Vogent: /);
			expect(error.description).toMatch(/^Nothing was sent/);
		},
	);

	test.each([
		['CERT_HAS_EXPIRED', /^Nothing was sent/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /^Nothing was sent/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /^Nothing was sent/],
		['EPROTO', /^The voice may still have been created/],
		['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', /^The voice may still have been created/],
	])('%s: no secure connection', (code, advice) => {
		const error = connectionError(cloning, thrownByN8n(code));
		expect(error.message).toBe('Could not make a secure connection to Vogent');
		expect(error.description).toMatch(advice);
	});

	test('an address that n8n blocks was not asked, and n8n says why', () => {
		class SsrfBlockedIpError extends Error {}
		const blocked = new SsrfBlockedIpError('The request was blocked: restricted IP address');
		const error = connectionError(cloning, new NodeApiError(node, blocked as never));
		expect(error.message).toBe('n8n is set up not to allow requests to this base URL');
		expect(error.description).toMatch(/^Nothing was sent.*n8n says: The request was blocked/);
	});

	test('a stopped execution is said to be stopped', () => {
		const error = connectionError(cloning, thrownByN8n('ERR_CANCELED'));
		expect(error.message).toBe('The execution was stopped during the request');
		expect(error.description).toMatch(/^The voice may still have been created/);
	});

	test.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', '200'])(
		'%s: in doubt, and not n8n’s own message that invites a retry',
		(code) => {
			const error = connectionError(cloning, thrownByN8n(code));
			expect(error.message).toBe(
				'The connection to Vogent was lost before the answer was complete',
			);
			expect(error.description).toMatch(/^The voice may still have been created/);
			expect(connectionError(reading, thrownByN8n(code)).description).toMatch(/^Try again/);
		},
	);

	test.each([new Error('something else'), 'a text', { cause: 'odd' }])(
		'%p is in doubt too',
		(cause) => {
			expect(connectionError(cloning, cause).description).toMatch(/may still have been created/);
		},
	);

	test('finds the code of an error inside another', () => {
		const inner = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		const error = connectionError(cloning, new Error('outer', { cause: inner }));
		expect(error.description).toMatch(/^Nothing was sent/);
	});
});

test.each([402, 404, 408, 422, 500, 503])(
	'%d: no advice is given twice or against another',
	(status) => {
		const { description } = statusError(cloning, status, '');
		const again = (description ?? '').match(/again/g) ?? [];
		expect(again.length).toBeLessThanOrEqual(1);
	},
);

test('a short key does not garble our own sentences', () => {
	const error = statusError({ ...cloning, apiKey: 'e' }, 401, '');
	expect(error.message).toBe('Vogent does not accept the API key (HTTP 401)');
	expect(error.description).not.toContain('[API key]');
});

test('no error shows the key', () => {
	const errors = [
		statusError(cloning, 400, '{"message":"Bearer key-1234 is odd"}'),
		connectionError(cloning, thrownByN8n('ECONNRESET')),
		connectionError(cloning, new Error('Bearer key-1234')),
	];
	for (const error of errors) {
		expect(JSON.stringify(error) + String(error.stack)).not.toContain('key-1234');
	}
});
