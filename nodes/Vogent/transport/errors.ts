import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { explainStatus, isInDoubt } from './explanations';
import { hideKey } from './hideKey';
import { readServiceMessage } from './serviceMessage';

/** What is known about a request when it fails. */
export interface FailedRequest {
	node: INode;
	itemIndex: number;
	/** Where it went, without a query: `POST https://host/api/voices/clone`. */
	target: string;
	/** What the service makes of the request, such as "voice"; undefined for requests that create nothing. */
	creates?: string;
	/** The key, which must not show in any text. */
	apiKey: string;
}

/** Failures in which no byte of the request can have reached the service. */
const NEVER_SENT = new Map([
	['ECONNREFUSED', 'nothing answers there'],
	['ENOTFOUND', 'there is no such host'],
	['EAI_AGAIN', 'the host name could not be looked up'],
	['EHOSTUNREACH', 'the host cannot be reached'],
	['ENETUNREACH', 'the network cannot be reached'],
	['EADDRNOTAVAIL', 'the host cannot be reached'],
	['ERR_INVALID_URL', 'the base URL is not a web address'],
	['ERR_UNESCAPED_CHARACTERS', 'the base URL contains a character that cannot be sent'],
]);

const BAD_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/;
const NOT_SECURE = /SSL|TLS|EPROTO/;

/**
 * The error for an answer whose status is not 2xx. `body` is the answer's text. The service's own message becomes the
 * error's message, the status its `httpCode`, and the description says what to do.
 * API page: "Error handling" of each operation (400, 401, 422, 429).
 */
export function statusError(request: FailedRequest, status: number, body: string): NodeApiError {
	const { title, advice } = explainStatus(status);
	const said = readServiceMessage(body, request.apiKey);
	const lines = [advice];
	if (said !== undefined) lines.unshift(`${title}.`);
	if (isInDoubt(status)) lines.push(nextStep(request));
	lines.push(`(HTTP ${status} from ${request.target})`);
	return apiError(request, said ?? `${title} (HTTP ${status})`, lines.join(' '), status);
}

/** The error for a 2xx answer that cannot be read as what the API documents; `reason` says why. */
export function unreadableAnswerError(
	request: FailedRequest,
	status: number,
	reason: string,
): NodeApiError {
	return apiError(
		request,
		`Vogent's answer could not be read: ${reason}`,
		`${request.creates ? doubt(request.creates) : 'Check the base URL in the Vogent API credential.'} (HTTP ${status} from ${request.target})`,
		status,
	);
}

/** The error for a request that got no answer. `thrown` is whatever n8n's request helper threw. */
export function connectionError(request: FailedRequest, thrown: unknown): NodeApiError {
	const { code, name, text } = describeCause(thrown);
	const neverSent = (message: string, advice: string) =>
		apiError(request, message, `Nothing was sent. ${advice} (${request.target})`);

	const reason = NEVER_SENT.get(code);
	if (reason !== undefined) {
		return neverSent(
			`Could not reach Vogent: ${reason}`,
			'Check the base URL in the Vogent API credential and the network of this n8n.',
		);
	}
	if (name.startsWith('SsrfBlocked')) {
		return neverSent(
			'This n8n does not allow requests to the base URL',
			`Ask the administrator of this n8n to allow it. n8n says: ${hideKey(text, request.apiKey)}`,
		);
	}
	if (BAD_CERTIFICATE.test(code)) {
		return neverSent(
			'Could not make a secure connection to Vogent',
			`Check the base URL in the Vogent API credential, and that this n8n trusts the certificate of that host (${code}).`,
		);
	}
	const message = NOT_SECURE.test(code)
		? 'Could not make a secure connection to Vogent'
		: code === 'ERR_CANCELED'
			? 'The execution was stopped during the request'
			: 'The connection to Vogent was lost before the answer was complete';
	// A 2xx as the code is how n8n reports an answer that began and broke off.
	const detail = /^(2\d\d)?$/.test(code) ? hideKey(text, request.apiKey) : `code ${code}`;
	return apiError(request, message, `${nextStep(request)} (${request.target}: ${detail})`);
}

/** The error for a file that n8n's binary store does not give up. No complete request was sent, so nothing was made. */
export function unreadableFileError(
	{ node, itemIndex }: Pick<FailedRequest, 'node' | 'itemIndex'>,
	cause: unknown,
): NodeOperationError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new NodeOperationError(node, 'The file could not be read', {
		itemIndex,
		description: `Nothing was created. n8n may have deleted the file already, or its storage is not available. Run the node that produces the file again. (${reason})`,
	});
}

/** What to do where the outcome is not known. */
function nextStep({ creates }: FailedRequest): string {
	return creates ? doubt(creates) : 'Try again later.';
}

function doubt(created: string): string {
	return `The ${created} may have been created all the same. Look in Vogent before you run this again: it could be created twice.`;
}

/**
 * A NodeApiError made from plain text alone. Handing n8n the original error would let it replace the message (by one
 * that invites an immediate retry), and could show the key, which stands in the request's headers.
 */
function apiError(
	{ node, itemIndex }: FailedRequest,
	message: string,
	description: string,
	status?: number,
): NodeApiError {
	const httpCode = status === undefined ? undefined : String(status);
	const error = new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
	// n8n replaces a message in which it finds a network code, also where the service merely quotes one.
	error.message = message;
	return error;
}

interface Cause {
	/** Such as `ECONNRESET`: n8n wraps network errors, and keeps their code in `httpCode`. */
	code: string;
	name: string;
	text: string;
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
	return { code: typeof found === 'string' ? found : '', name, text: thrown.message };
}
