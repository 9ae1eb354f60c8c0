import { NodeApiError } from 'n8n-workflow';

import { failure, nextStep, statusFailure, targetOf, type Attempt, type Failure } from './errors';
import { redactKey } from './redactKey';

/** What is known of an error that n8n's request helper has thrown. */
interface Cause {
	/** Such as `ECONNRESET`: n8n wraps network errors, and keeps their code in `httpCode`. */
	code: string;
	name: string;
	/** What Node itself said: n8n puts its own words over it, and keeps it in `messages`. */
	text: string;
}

/**
 * Failures in which no byte of the request can have reached the service. `EHOSTUNREACH` and its like are none: they can
 * also end a connection that was made.
 */
const NEVER_SENT = new Map([
	['ECONNREFUSED', 'nothing is listening at this address'],
	['ENOTFOUND', 'there is no such host'],
	['EAI_AGAIN', 'the host name could not be resolved right now'],
	['ERR_INVALID_URL', 'the base URL is not a web address'],
	['ERR_UNESCAPED_CHARACTERS', 'the base URL contains a character that cannot be sent'],
]);

/** Those of them that stay until somebody changes the base URL. */
const NEVER_SENDABLE = ['ERR_INVALID_URL', 'ERR_UNESCAPED_CHARACTERS'];

/** What is wrong where no connection was made for another reason than that the host does not answer. */
const UNREACHABLE = new Map([
	['EHOSTUNREACH', 'the host cannot be reached'],
	['ENETUNREACH', 'the network cannot be reached'],
	['EADDRNOTAVAIL', 'the host cannot be reached'],
]);

/**
 * What Node says of a connection that was never made, for each address of the host. A code alone does not tell:
 * `ETIMEDOUT` can also be a time-out in the middle of a request.
 */
const CONNECTING = /^(connect|getaddrinfo) [^|]+( \| (connect|getaddrinfo) [^|]+)*$/;

/** What it says of a connection that was lost before anything could be sent on it. */
const BEFORE_SECURE = /before secure TLS connection was established/;

/** What the agent for proxies says where there is no tunnel yet through which a request could have gone. */
const NO_TUNNEL = /CONNECT response|tunneling socket could not be established/;

const BAD_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;
const NOT_SECURE = /SSL|TLS|EPROTO/;

/** The failure for a request that got no answer. `thrown` is whatever n8n's request helper threw. */
export function connectionFailure(attempt: Attempt, thrown: unknown): Failure {
	const cause = describeCause(thrown);
	const { code, text } = cause;
	const unsent = unsentFailure(attempt, cause);
	if (unsent !== undefined) return unsent;
	// An answer that began, with a status that is an answer by itself, and broke off.
	if (/^[3-5]\d\d$/.test(code)) return statusFailure(attempt, Number(code), '');
	const message = NOT_SECURE.test(code)
		? 'Could not make a secure connection to Vogent'
		: code === 'ERR_CANCELED'
			? 'The execution was stopped during the request'
			: 'The connection to Vogent was lost before the answer was complete';
	// The name of a system error would say no more, and n8n makes an invitation to retry of it. A 2xx as the code is how n8n
	// reports an answer that began and broke off.
	const detail = /^(2\d\d)?$/.test(code)
		? `: ${redactKey(text, attempt.apiKey)}`
		: /^E[A-Z]+$/.test(code)
			? ''
			: `: code ${code}`;
	return failure(attempt, message, `${nextStep(attempt)} (${targetOf(attempt)}${detail})`, {
		outcomeUnknown: true,
		isTransient: code !== 'ERR_CANCELED',
		reason: code || 'connection lost',
	});
}

/** The failure for a request of which nothing can have reached the service; undefined if that is not certain. */
function unsentFailure(attempt: Attempt, { code, name, text }: Cause): Failure | undefined {
	const unsent = (message: string, advice: string, isTransient: boolean) =>
		failure(attempt, message, `Nothing was sent. ${advice} (${targetOf(attempt)})`, {
			outcomeUnknown: false,
			isTransient,
			reason: code || name,
		});
	if (NEVER_SENT.has(code) || CONNECTING.test(text)) {
		return unsent(
			`Could not reach Vogent: ${NEVER_SENT.get(code) ?? UNREACHABLE.get(code) ?? 'the host does not answer'}`,
			'Check the base URL in the Vogent API credential, and the network of your n8n.',
			!NEVER_SENDABLE.includes(code),
		);
	}
	if (name.startsWith('SsrfBlocked')) {
		return unsent(
			'n8n is set up not to allow requests to this base URL',
			`Ask the administrator of this n8n to allow it. n8n says: ${redactKey(text, attempt.apiKey)}`,
			false,
		);
	}
	if (NO_TUNNEL.test(text)) {
		return unsent(
			'Could not reach Vogent: the proxy made no connection to it',
			'Check the proxy settings of your n8n, and whether the proxy lets it reach this host.',
			true,
		);
	}
	const notSecure = 'Could not make a secure connection to Vogent';
	if (BAD_CERTIFICATE.test(code)) {
		return unsent(
			notSecure,
			`Check the base URL in the Vogent API credential, and that this n8n trusts the certificate of that host (${code}).`,
			false,
		);
	}
	if (BEFORE_SECURE.test(text)) {
		return unsent(
			notSecure,
			'Check the base URL in the Vogent API credential: the host may not speak https at this port.',
			true,
		);
	}
	return undefined;
}

/** The first error in the chain of causes that has a code or a telling name. */
function describeCause(thrown: unknown): Cause {
	if (!(thrown instanceof Error)) return { code: '', name: '', text: String(thrown) };
	const { httpCode, code, cause } = thrown as Error & { httpCode?: unknown; code?: unknown };
	const found = [httpCode, code].find((value) => typeof value === 'string' && value !== '');
	const name = thrown.constructor.name;
	if (found === undefined && !name.startsWith('SsrfBlocked') && cause instanceof Error) {
		return describeCause(cause);
	}
	const [original = thrown.message] = thrown instanceof NodeApiError ? thrown.messages : [];
	return { code: typeof found === 'string' ? found : '', name, text: original };
}
