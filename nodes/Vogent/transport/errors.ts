import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IHttpRequestMethods, INode } from 'n8n-workflow';

import { explainStatus } from './explanations';
import { outcomeOfStatus, type Outcome } from './retry';
import { readServiceMessage } from './serviceMessage';

/** One try of a request: where it goes, and what errors say of it. */
export interface Attempt {
	node: INode;
	itemIndex: number;
	method: IHttpRequestMethods;
	url: string;
	/** What the service makes of the request, such as "voice"; undefined for requests that create nothing. */
	creates?: string;
	/** Whether the service charges for it each time. */
	costs?: boolean;
	/** The key, which must not show in any text. */
	apiKey: string;
}

/** What the node throws. */
export type VogentError = NodeApiError | NodeOperationError;

/** One try that failed. */
export interface Failure extends Outcome {
	error: VogentError;
	/** For the log: what happened, without any text from outside. */
	reason: string;
	/** Of the answer, if there was one. */
	status?: number;
}

/**
 * The failure for an answer whose status is not 2xx. `body` is the answer's text. The service's own message becomes the
 * error's message, the status its `httpCode`, and the description says what to do.
 * API page: "Error handling" of each operation (400, 401, 422, 429).
 */
export function statusFailure(
	attempt: Attempt,
	status: number,
	body: string,
	retryAfterMs?: number,
): Failure {
	const { title, advice } = explainStatus(status);
	const said = readServiceMessage(body, attempt.apiKey);
	const outcome = outcomeOfStatus(status);
	const lines = [advice];
	if (said !== undefined) lines.unshift(`${title}.`);
	if (outcome.outcomeUnknown) lines.push(nextStep(attempt));
	lines.push(`(HTTP ${status} from ${targetOf(attempt)})`);
	const message = said ?? `${title} (HTTP ${status})`;
	return failure(attempt, message, lines.join(' '), {
		...outcome,
		retryAfterMs,
		reason: `HTTP ${status}`,
		status,
	});
}

/** The failure for a 2xx answer that cannot be read as what the API documents; `reason` says why. */
export function unreadableAnswer(attempt: Attempt, status: number, reason: string): Failure {
	return failure(
		attempt,
		`Vogent's answer could not be read: ${reason}`,
		`${attempt.creates ? outcomeUnknownAdvice(attempt.creates) : 'Check the base URL in the Vogent API credential.'} (HTTP ${status} from ${targetOf(attempt)})`,
		{ outcomeUnknown: true, isTransient: false, reason: `HTTP ${status}, unreadable`, status },
	);
}

/** The failure for a 2xx answer that is not the file that was asked for, or not all of it; `reason` says why. */
export function unusableFile(
	attempt: Attempt,
	status: number,
	reason: string,
	isTransient: boolean,
): Failure {
	return failure(
		attempt,
		`Vogent did not send a usable file: ${reason}`,
		`${nextStep(attempt)} (HTTP ${status} from ${targetOf(attempt)})`,
		{ outcomeUnknown: true, isTransient, reason: `HTTP ${status}, no usable file`, status },
	);
}

/** The failure for a request that took longer than the user allows. */
export function timeoutFailure(attempt: Attempt, seconds: number): Failure {
	return failure(
		attempt,
		`Vogent did not answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
		`${nextStep(attempt)} If this happens often, increase "Timeout (Seconds)" in the options. (${targetOf(attempt)})`,
		{ outcomeUnknown: true, isTransient: true, reason: `no answer within ${seconds} s` },
	);
}

/** The failure for an address of a file that the service has given and that cannot be asked. */
export function unusableAddress(attempt: Attempt): Failure {
	return failure(
		attempt,
		'The file has an address that cannot be used',
		`Vogent gave no web address for it. (${targetOf(attempt)})`,
		{ outcomeUnknown: false, isTransient: false, reason: 'no web address' },
	);
}

/** The failure for a file whose bytes could not be read while they were sent. */
export function fileFailure(attempt: Attempt, cause: unknown): Failure {
	const error = unreadableFileError(attempt, cause);
	return { error, outcomeUnknown: false, isTransient: false, reason: 'the file could not be read' };
}

/** The error for a file that n8n's binary store does not give up. No complete request was sent, so nothing was made. */
export function unreadableFileError(
	{ node, itemIndex }: Pick<Attempt, 'node' | 'itemIndex'>,
	cause: unknown,
): NodeOperationError {
	return new NodeOperationError(node, 'The file could not be read', {
		itemIndex,
		description: `Nothing was created. n8n may have deleted the file already, or its storage is not available. Run the node that produces the file again. (${reasonOf(cause)})`,
	});
}

/** Whether the service has said that what was asked for is not there. */
export function isNotFound(error: VogentError): boolean {
	return error instanceof NodeApiError && error.httpCode === '404';
}

/** What something that was thrown says. */
export function reasonOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Where a request went, without the query, which may be a signature. */
export function targetOf({ method, url }: Attempt): string {
	return `${method} ${url.replace(/[?#].*$/s, '')}`;
}

/** What to do where the outcome is not known. */
export function nextStep({ creates, costs }: Attempt): string {
	if (costs) return 'Vogent may charge for it all the same. Run this again if you need it.';
	return creates ? outcomeUnknownAdvice(creates) : 'Try again later.';
}

function outcomeUnknownAdvice(created: string): string {
	return `The ${created} may still have been created. Check in Vogent before you run this again, or you may get a second one.`;
}

/**
 * A failure with a NodeApiError made from plain text alone. Handing n8n the original error would let it replace the
 * message (by one that invites an immediate retry), and could show the key, which stands in the request's headers.
 */
export function failure(
	{ node, itemIndex, creates }: Attempt,
	message: string,
	description: string,
	outcome: Omit<Failure, 'error'>,
): Failure {
	const httpCode = outcome.status === undefined ? undefined : String(outcome.status);
	const error = new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
	// n8n replaces a message in which it finds a network code, also where the service merely quotes one.
	error.message = message;
	// Error workflows can read it, too.
	if (creates !== undefined && outcome.outcomeUnknown) error.context.mayExist = true;
	return { error, ...outcome };
}
