import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

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

/** Title and advice where the service says nothing itself, or to go with what it says. */
interface Explanation {
	title: string;
	advice: string;
}

const EXPLANATIONS: Record<number, Explanation> = {
	400: {
		title: 'Vogent could not understand the request',
		advice: 'Check the fields of this node. The message above is what Vogent says about them.',
	},
	401: {
		title: 'Vogent does not accept the API key',
		advice:
			'Open the Vogent API credential and paste the key again. Keys are made in the Vogent dashboard under API, Keys. A key stops working when its owner leaves the workspace.',
	},
	403: {
		title: 'The API key is not allowed to do this',
		advice:
			'Use the key of a workspace member who may do this, or ask the owner of the Vogent workspace.',
	},
	404: {
		title: 'Vogent has nothing at this address',
		advice:
			'Check the IDs in this node, and the base URL in the Vogent API credential: it usually ends in "/api".',
	},
	409: {
		title: 'Vogent is already working on this request',
		advice: 'Wait a moment, then look in Vogent whether it was done before you run this again.',
	},
	413: {
		title: 'The file is too large for Vogent',
		advice: 'Send a shorter or compressed audio clip. For a clone, 10 to 30 seconds are enough.',
	},
	422: {
		title: 'Vogent refused the values',
		advice: 'Check the fields of this node. The message above is what Vogent says about them.',
	},
	429: {
		title: 'Vogent is receiving too many requests',
		advice: 'Nothing was done. Wait a minute, then send fewer items at a time, or run it again.',
	},
};

const SERVER_TROUBLE: Explanation = {
	title: 'Vogent failed to process the request',
	advice: 'The trouble is at Vogent. Try again later.',
};

const UNEXPECTED: Explanation = {
	title: 'Vogent gave an unexpected answer',
	advice: 'Check the base URL in the Vogent API credential.',
};

const REDIRECTED: Explanation = {
	title: 'The base URL leads to another address',
	advice:
		'Vogent redirected the request, and the key is never sent on. Correct the base URL in the Vogent API credential.',
};

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

const TLS_FAILURE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/;

/**
 * The error for an answer whose status is not 2xx. `body` is the answer's text. The service's own message becomes the
 * error's message, the status its `httpCode`, and the description says what to do.
 * API page: "Error handling" of each operation (400, 401, 422, 429).
 */
export function statusError(request: FailedRequest, status: number, body: string): NodeApiError {
	const explanation = explain(status);
	const said = readServiceMessage(body);
	const lines = [explanation.advice];
	if (said !== undefined) lines.unshift(`${explanation.title}.`);
	if (status >= 500 && request.creates) lines.push(doubt(request.creates));
	lines.push(`(HTTP ${status} from ${request.target})`);
	return apiError(
		request,
		said ?? `${explanation.title} (HTTP ${status})`,
		lines.join(' '),
		status,
	);
}

/** The error for a 2xx answer that cannot be read as what the API documents. */
export function unreadableAnswerError(
	request: FailedRequest,
	status: number,
	reason: string,
): NodeApiError {
	const advice = request.creates ? doubt(request.creates) : UNEXPECTED.advice;
	return apiError(
		request,
		`Vogent's answer could not be read: ${reason}`,
		`${advice} (HTTP ${status} from ${request.target})`,
		status,
	);
}

/** The error for a request that got no answer. `cause` is whatever n8n's request helper threw. */
export function connectionError(request: FailedRequest, cause: unknown): NodeApiError {
	const { code, text } = describeCause(cause);
	const reason = NEVER_SENT.get(code);
	if (reason !== undefined) {
		return apiError(
			request,
			`Could not reach Vogent: ${reason}`,
			`Nothing was sent. Check the Vogent API credential and the network of this n8n. (${request.target})`,
		);
	}
	if (TLS_FAILURE.test(code)) {
		return apiError(
			request,
			'Could not make a secure connection to Vogent',
			`Nothing was sent. Check the base URL in the Vogent API credential, and that the certificate of that host is valid and trusted by this n8n. (${request.target}: ${code})`,
		);
	}
	// A NodeApiError of n8n's helper with a 2xx status: the answer began and broke off.
	const broken = /^2\d\d$/.test(code) ? 'the answer broke off' : (code && `code ${code}`) || text;
	const advice = request.creates ? doubt(request.creates) : 'Try again.';
	return apiError(
		request,
		'The connection to Vogent was lost before the answer was complete',
		`${advice} (${request.target}: ${broken})`,
	);
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

function explain(status: number): Explanation {
	if (status >= 300 && status < 400) return REDIRECTED;
	return EXPLANATIONS[status] ?? (status >= 500 ? SERVER_TROUBLE : UNEXPECTED);
}

function doubt(created: string): string {
	return `The ${created} may have been created all the same. Look in Vogent before you run this again: it could be created twice.`;
}

/**
 * A NodeApiError made from plain text alone. Handing n8n the original error would let it replace the message (by one
 * that invites an immediate retry), and could show the key, which stands in the request's headers.
 */
function apiError(
	{ node, itemIndex, apiKey }: FailedRequest,
	message: string,
	description: string,
	status?: number,
): NodeApiError {
	const safeMessage = redact(message, apiKey);
	const error = new NodeApiError(
		node,
		{ message: safeMessage },
		{
			message: safeMessage,
			description: redact(description, apiKey),
			httpCode: status === undefined ? undefined : String(status),
			itemIndex,
		},
	);
	// n8n replaces a message in which it finds a network code, also where the service merely quotes one.
	error.message = safeMessage;
	return error;
}

function redact(text: string, apiKey: string): string {
	return text.replaceAll(apiKey, '[API key]');
}

/** n8n wraps network errors, and keeps their code in `httpCode`. */
function describeCause(cause: unknown): { code: string; text: string } {
	if (!(cause instanceof Error)) return { code: '', text: String(cause) };
	const fields = cause as Error & { httpCode?: unknown; code?: unknown };
	const code = [fields.httpCode, fields.code].find((value) => typeof value === 'string') ?? '';
	if (code === '' && cause.cause !== undefined && cause.cause !== cause) {
		return describeCause(cause.cause);
	}
	return { code: String(code), text: cause.message };
}
