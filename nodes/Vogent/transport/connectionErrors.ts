import { NodeApiError } from 'n8n-workflow';

import { failure, nextStep, statusFailure, targetOf, type Attempt, type Failure } from './errors';
import { redactKey } from './redactKey';

/** What is known about an error from n8n's request helper. */
interface Cause {
	/** Such as `ECONNRESET`: n8n wraps network errors, and keeps their code in `httpCode`. */
	code: string;
	name: string;
	/** Node's own message: n8n replaces it, and keeps it in `messages`. */
	text: string;
}

/** No byte can have reached the service. `EHOSTUNREACH` and its like can also end an open connection. */
const NEVER_SENT = new Map([
	['ECONNREFUSED', 'nothing is listening at this address'],
	['ENOTFOUND', 'there is no such host'],
	['EAI_AGAIN', 'the host name could not be resolved right now'],
	['ERR_INVALID_URL', 'the base URL is not a web address'],
	['ERR_UNESCAPED_CHARACTERS', 'the base URL contains a character that cannot be sent'],
]);

/** Retrying is pointless until somebody changes the base URL. */
const NEVER_SENDABLE = ['ERR_INVALID_URL', 'ERR_UNESCAPED_CHARACTERS'];

/** Why no connection was made, other than for a host that does not answer. */
const UNREACHABLE = new Map([
	['EHOSTUNREACH', 'the host cannot be reached'],
	['ENETUNREACH', 'the network cannot be reached'],
	['EADDRNOTAVAIL', 'the host cannot be reached'],
]);

/**
 * Node's message for a connection that was never made, once per address of the host. The code does not tell: `ETIMEDOUT`
 * can also be a time-out in the middle of a request.
 */
const CONNECTING = /^(connect|getaddrinfo) [^|]+( \| (connect|getaddrinfo) [^|]+)*$/;

/** Node's message for a connection that was lost before anything could be sent. */
const BEFORE_SECURE = /before secure TLS connection was established/;

/** The proxy agent's message before there is a tunnel through which a request could go. */
const NO_TUNNEL = /CONNECT response|tunneling socket could not be established/;

const BAD_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;
const NOT_SECURE = /SSL|TLS|EPROTO/;

/** The failure of a request without an answer. `thrown` is whatever n8n's request helper threw. */
export function connectionFailure(attempt: Attempt, thrown: unknown): Failure {
	const cause = describeCause(thrown);
	const { code, text } = cause;
	const unsent = unsentFailure(attempt, cause);
	if (unsent !== undefined) return unsent;
	// The answer broke off, but its status says enough.
	if (/^[3-5]\d\d$/.test(code)) return statusFailure(attempt, Number(code), '');
	const message = NOT_SECURE.test(code)
		? 'Could not make a secure connection to Vogent'
		: code === 'ERR_CANCELED'
			? 'The execution was stopped during the request'
			: 'The connection to Vogent was lost before the answer was complete';
	// n8n replaces the name of a system error by an invitation to retry. For a 2xx that broke off, the code is its status.
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

/** The failure if certainly nothing has reached the service, else undefined. */
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

/** From the first error in the chain of causes that has a code or a telling name. */
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
