import { describe, expect, test } from '@jest/globals';
import { NodeApiError } from 'n8n-workflow';

import { connectionFailure } from '../../nodes/Vogent/transport/connectionErrors.ts';
import { explainStatus } from '../../nodes/Vogent/transport/explanations.ts';
import { cloning, OUTCOME_UNKNOWN, reading, shown, thrown } from './support/failed.mts';

const CHECK_NETWORK =
	'Nothing was sent. Check the base URL in the Vogent API credential, and the network of your n8n. (POST /clone)';

test('a failure without an answer has no status', () => {
	const { error } = connectionFailure(cloning, thrown('ECONNRESET', 'read ECONNRESET'));
	expect(error instanceof NodeApiError && error.httpCode).toBeNull();
});

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])(
	'%s of a connection that was made leaves the outcome in doubt',
	(code) => {
		const lost = connectionFailure(cloning, thrown(code, `read ${code}`));
		expect(lost).toMatchObject({ outcomeUnknown: true, isTransient: true, reason: code });
		expect(lost.error.context.mayExist).toBe(true);
	},
);

describe('nothing was sent', () => {
	test.each([
		['ECONNREFUSED', 'nothing is listening at this address'],
		['ENOTFOUND', 'there is no such host'],
		['EAI_AGAIN', 'the host name could not be resolved right now'],
		['EHOSTUNREACH', 'the host cannot be reached'],
		['ENETUNREACH', 'the network cannot be reached'],
		['EADDRNOTAVAIL', 'the host cannot be reached'],
	])('connect %s: %s, which may pass', (code, reason) => {
		const failed = thrown(code, `connect ${code} 10.0.0.1:443`);
		expect(shown(connectionFailure(cloning, failed))).toMatchObject({
			message: `Could not reach Vogent: ${reason}`,
			description: CHECK_NETWORK,
			outcomeUnknown: false,
			isTransient: true,
			reason: code,
			mayExist: undefined,
		});
	});

	test.each([
		['ERR_INVALID_URL', 'the base URL is not a web address'],
		['ERR_UNESCAPED_CHARACTERS', 'the base URL contains a character that cannot be sent'],
	])('%s: %s, which does not pass', (code, reason) => {
		expect(shown(connectionFailure(cloning, thrown(code)))).toMatchObject({
			message: `Could not reach Vogent: ${reason}`,
			description: CHECK_NETWORK,
			outcomeUnknown: false,
			isTransient: false,
			reason: code,
		});
	});

	test.each([
		'connect ETIMEDOUT 10.0.0.1:443',
		'getaddrinfo ETIMEOUT api.example',
		'connect ETIMEDOUT 10.0.0.1:443 | connect ETIMEDOUT 10.0.0.2:443',
		'connect ETIMEDOUT 10.0.0.1:443 | getaddrinfo X | connect ETIMEDOUT 10.0.0.2:443',
	])('the connection was never made: %s', (message) => {
		expect(shown(connectionFailure(cloning, thrown('ETIMEDOUT', message)))).toMatchObject({
			message: 'Could not reach Vogent: the host does not answer',
			outcomeUnknown: false,
			isTransient: true,
			reason: 'ETIMEDOUT',
		});
	});

	test.each([
		'Proxy connection ended before receiving CONNECT response',
		'No header received from proxy CONNECT response',
		'Invalid header from proxy CONNECT response: "HTTP/1.1 200 OK\r\nx"',
		'tunneling socket could not be established, statusCode=503',
	])('the proxy made no tunnel: %s', (message) => {
		expect(shown(connectionFailure(cloning, new Error(message)))).toMatchObject({
			message: 'Could not reach Vogent: the proxy made no connection to it',
			description:
				'Nothing was sent. Check the proxy settings of your n8n, and whether the proxy lets it reach this host. (POST /clone)',
			outcomeUnknown: false,
			isTransient: true,
		});
	});

	test.each([
		'read ETIMEDOUT',
		'connect ETIMEDOUT 10.0.0.1:443 | read ECONNRESET',
		'read ECONNRESET | connect ETIMEDOUT 10.0.0.1:443',
		'connect ETIMEDOUT 10.0.0.1:443 |',
		'could not connect ETIMEDOUT',
		'connect ',
	])('but not so: %s', (message) => {
		expect(connectionFailure(cloning, thrown('ETIMEDOUT', message))).toMatchObject({
			outcomeUnknown: true,
			isTransient: true,
			reason: 'ETIMEDOUT',
		});
	});

	class SsrfBlockedIpError extends Error {}

	test.each([
		['alone', new SsrfBlockedIpError('blocked for key-1234')],
		['in another', new Error('outer', { cause: new SsrfBlockedIpError('blocked for key-1234') })],
	])('an address that n8n blocks, %s', (_name, error) => {
		expect(shown(connectionFailure(cloning, error))).toMatchObject({
			message: 'n8n is set up not to allow requests to this base URL',
			description:
				'Nothing was sent. Ask the administrator of this n8n to allow it. n8n says: blocked for [API key] (POST /clone)',
			outcomeUnknown: false,
			isTransient: false,
			reason: 'SsrfBlockedIpError',
		});
	});

	test('what n8n says of a block is not looked for further inside', () => {
		const error = new SsrfBlockedIpError('blocked', { cause: new Error('inner') });
		expect(connectionFailure(cloning, error).reason).toBe('SsrfBlockedIpError');
	});

	test.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
		'a certificate that is not trusted: %s',
		(code) => {
			expect(shown(connectionFailure(cloning, thrown(code)))).toMatchObject({
				message: 'Could not make a secure connection to Vogent',
				description: `Nothing was sent. Check the base URL in the Vogent API credential, and that this n8n trusts the certificate of that host (${code}). (POST /clone)`,
				outcomeUnknown: false,
				isTransient: false,
				reason: code,
			});
		},
	);

	test('a host that does not speak https', () => {
		const message =
			'Client network socket disconnected before secure TLS connection was established';
		expect(shown(connectionFailure(cloning, thrown('ECONNRESET', message)))).toMatchObject({
			message: 'Could not make a secure connection to Vogent',
			description:
				'Nothing was sent. Check the base URL in the Vogent API credential: the host may not speak https at this port. (POST /clone)',
			outcomeUnknown: false,
			isTransient: true,
			reason: 'ECONNRESET',
		});
	});
});

describe('what became of the request is not known', () => {
	test.each([
		['ERR_SSL_WRONG_VERSION_NUMBER', ': code ERR_SSL_WRONG_VERSION_NUMBER'],
		['ERR_TLS_HANDSHAKE', ': code ERR_TLS_HANDSHAKE'],
		['EPROTO', ''],
	])('%s: no secure connection', (code, detail) => {
		expect(shown(connectionFailure(cloning, thrown(code)))).toMatchObject({
			message: 'Could not make a secure connection to Vogent',
			description: `${OUTCOME_UNKNOWN} (POST /clone${detail})`,
			outcomeUnknown: true,
			isTransient: true,
			reason: code,
			mayExist: true,
		});
	});

	test('ERR_CANCELED: the user has stopped the execution', () => {
		expect(shown(connectionFailure(cloning, thrown('ERR_CANCELED')))).toMatchObject({
			message: 'The execution was stopped during the request',
			description: `${OUTCOME_UNKNOWN} (POST /clone: code ERR_CANCELED)`,
			outcomeUnknown: true,
			isTransient: false,
			reason: 'ERR_CANCELED',
		});
	});

	test('ECONNRESET: the connection was lost', () => {
		expect(shown(connectionFailure(cloning, thrown('ECONNRESET')))).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
			description: `${OUTCOME_UNKNOWN} (POST /clone)`,
			outcomeUnknown: true,
			isTransient: true,
			reason: 'ECONNRESET',
			mayExist: true,
		});
		expect(shown(connectionFailure(reading, thrown('ECONNRESET')))).toMatchObject({
			description: 'Try again later. (GET /voices)',
			mayExist: undefined,
		});
	});

	test.each(['200', '204'])('%s: the answer broke off', (code) => {
		expect(shown(connectionFailure(reading, thrown(code, 'aborted for key-1234')))).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
			description: 'Try again later. (GET /voices: aborted for [API key])',
			outcomeUnknown: true,
			isTransient: true,
			reason: code,
		});
	});

	test.each(['20', '2000', '1200'])('%s is a code like any other', (code) => {
		expect(connectionFailure(reading, thrown(code)).error.description).toBe(
			`Try again later. (GET /voices: code ${code})`,
		);
	});

	test.each([
		['301', false],
		['429', true],
		['500', true],
	])('%s: an answer that broke off says as much as a whole one', (code, isTransient) => {
		expect(connectionFailure(reading, thrown(code))).toMatchObject({
			isTransient,
			reason: `HTTP ${code}`,
			error: { httpCode: code, message: `${explainStatus(Number(code)).title} (HTTP ${code})` },
		});
	});

	test.each(['600', '4000', '1404', '40'])('%s is no status', (code) => {
		expect(connectionFailure(reading, thrown(code)).reason).toBe(code);
	});

	test.each([
		['a text', 'a text'],
		[undefined, 'undefined'],
		[new Error('odd'), 'odd'],
		[Object.assign(new Error('odd'), { code: 7, httpCode: '' }), 'odd'],
		[new Error('outer', { cause: 'inner' }), 'outer'],
		[new Error('outer', { cause: new Error('inner') }), 'inner'],
	])('whatever is thrown: %p', (error, text) => {
		expect(shown(connectionFailure(reading, error))).toMatchObject({
			message: 'The connection to Vogent was lost before the answer was complete',
			description: `Try again later. (GET /voices: ${text})`,
			outcomeUnknown: true,
			isTransient: true,
			reason: 'connection lost',
		});
	});

	test.each([
		[Object.assign(new Error('a'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
		[
			Object.assign(
				new Error('outer', { cause: Object.assign(new Error('a'), { code: 'ENOTFOUND' }) }),
				{ code: 7 },
			),
			'ENOTFOUND',
		],
		[Object.assign(new Error('a'), { httpCode: 'EPIPE', code: 'ECONNREFUSED' }), 'EPIPE'],
		[Object.assign(new Error('a'), { httpCode: '', code: 'EPIPE' }), 'EPIPE'],
		[
			new Error('outer', { cause: Object.assign(new Error('a'), { code: 'ENOTFOUND' }) }),
			'ENOTFOUND',
		],
		[
			Object.assign(
				new Error('outer', { cause: Object.assign(new Error('a'), { code: 'ENOTFOUND' }) }),
				{ code: 'EPIPE' },
			),
			'EPIPE',
		],
	])('the first code in the chain of causes counts: %p', (error, code) => {
		expect(connectionFailure(reading, error).reason).toBe(code);
	});
});
