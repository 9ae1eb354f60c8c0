import { describe, expect, test } from '@jest/globals';

import type { probes } from '../probes/failures.mts';
import { LINE_NAMES } from '../support/lines.mts';
import { useFacts } from '../support/useFacts.mts';

/** What n8n says where it finds such a code: its own text instead of the error's. */
const REFUSED = 'The service refused the connection - perhaps it is offline';
const NO_HOST =
	'The connection cannot be established, this usually occurs due to an incorrect host (domain) value';
const DNS = 'The DNS server returned an error, perhaps the server is offline';
const TIMED_OUT =
	"The connection timed out, consider setting the 'Retry on Fail' option in the node settings";
const CLOSED =
	'The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the request immediately or wait and retry later.';
const NO_TLS = 'Client network socket disconnected before secure TLS connection was established';

interface Row {
	probe: keyof typeof probes;
	/** The `httpCode` of the error: Node's code where there is no answer. */
	httpCode: string;
	/** The first of the error's `messages`: the original one. */
	original: string;
	/** The error's message, where it is not the original one. */
	message?: string;
	/** `syscall` of the innermost cause, where n8n gives causes. */
	syscall?: string;
}

const connection = (code: string, original: string, message: string, syscall?: string) => ({
	httpCode: code,
	original,
	message,
	syscall,
});
const read = connection('ECONNRESET', 'read ECONNRESET', CLOSED, 'read');
const hangUp = connection('ECONNRESET', 'socket hang up', CLOSED);

const ROWS: Row[] = [
	{
		probe: 'refused',
		...connection('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:PORT', REFUSED, 'connect'),
	},
	{
		probe: 'refusedTwice',
		...connection(
			'ECONNREFUSED',
			'connect ECONNREFUSED 127.0.0.1:PORT | connect ECONNREFUSED 127.0.0.2:PORT',
			REFUSED,
		),
	},
	{
		probe: 'noDns',
		...connection('EAI_AGAIN', 'getaddrinfo EAI_AGAIN no-dns.test', DNS, 'getaddrinfo'),
	},
	{
		probe: 'connectTimeOut',
		...connection('ETIMEDOUT', 'connect ETIMEDOUT 127.0.0.1:PORT', TIMED_OUT, 'connect'),
	},
	{ probe: 'readTimeOut', ...connection('ETIMEDOUT', 'read ETIMEDOUT', TIMED_OUT, 'read') },
	{
		probe: 'unreachable',
		httpCode: 'ENETUNREACH',
		original: 'connect ENETUNREACH 127.0.0.1:PORT',
		syscall: 'connect',
	},
	{
		probe: 'neitherAddress',
		...connection(
			'ENETUNREACH',
			'connect ENETUNREACH 127.0.0.1:PORT | connect ETIMEDOUT 127.0.0.2:PORT',
			TIMED_OUT,
		),
	},
	{ probe: 'plainPort', ...connection('ECONNRESET', NO_TLS, CLOSED) },
	{ probe: 'resetBeforeAnswer', ...read },
	{ probe: 'resetAfterUpload', ...read },
	{ probe: 'closedBeforeAnswer', ...hangUp },
	{ probe: 'closedAfterUpload', ...hangUp },
	{
		probe: 'notHttp',
		httpCode: 'HPE_INVALID_CONSTANT',
		original: 'Parse Error: Expected HTTP/, RTSP/ or ICE/',
	},
	{ probe: 'invalidUrl', httpCode: 'ERR_INVALID_URL', original: 'Invalid URL' },
];

describe.each(LINE_NAMES)('a request without a whole answer in n8n %s', (line) => {
	const observed = useFacts<typeof probes>(line, 'failures');
	const hasCauses = { '2.41.1': true, '1.123.81': false }[line];

	test.each(ROWS)('$probe: httpCode $httpCode, first message "$original"', (row) => {
		const { probe, httpCode, original, message = original, syscall } = row;
		const failure = observed(probe);
		expect(failure).toMatchObject({ kind: 'NodeApiError', httpCode, message });
		expect(failure.messages[0]).toBe(original);
		expect(failure.causes.at(-1)?.syscall ?? undefined).toBe(hasCauses ? syscall : undefined);
	});

	test('unknownHost: httpCode ENOTFOUND, or EAI_AGAIN on a machine without DNS', () => {
		const { httpCode, messages, message } = observed('unknownHost');
		expect(httpCode).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
		expect(messages[0]).toBe(`getaddrinfo ${httpCode} no-such-host.invalid`);
		expect(message).toBe(httpCode === 'ENOTFOUND' ? NO_HOST : DNS);
	});

	test('resetDuringUpload: httpCode ECONNRESET or EPIPE, whichever Node notices first', () => {
		const { httpCode, messages } = observed('resetDuringUpload');
		expect(`${messages[0]} (${httpCode})`).toMatch(
			/^(read ECONNRESET \(ECONNRESET\)|write (ECONNRESET|EPIPE) \(\2\))$/,
		);
	});

	test('the original error is the cause in n8n 2; n8n 1 has nothing of it but its message', () => {
		const { causes, context, errorResponse } = observed('refused');
		const node = {
			kind: 'Error',
			message: 'connect ECONNREFUSED 127.0.0.1:PORT',
			code: 'ECONNREFUSED',
			syscall: 'connect',
		};
		const axios = { ...node, kind: 'AxiosError', syscall: null };
		expect(causes).toEqual(hasCauses ? [axios, node] : []);
		expect({ context, errorResponse }).toEqual({ context: {}, errorResponse: null });
	});
});
