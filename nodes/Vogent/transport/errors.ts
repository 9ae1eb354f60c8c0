import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { explainStatus, isOutcomeUnknown, isTransientStatus } from './explanations';
import { readServiceMessage } from './serviceMessage';

/** What is known about a request when it fails. */
export interface FailedRequest {
	node: INode;
	itemIndex: number;
	/** Where it went, without a query: `POST https://host/api/voices/clone`. */
	target: string;
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
export interface Failure {
	error: VogentError;
	/** Whether the service may have done what was asked all the same. */
	outcomeUnknown: boolean;
	/** Whether the same request may well succeed a moment later. */
	isTransient: boolean;
	/** For the log: what happened, without any text from outside. */
	reason: string;
}

/**
 * The failure for an answer whose status is not 2xx. `body` is the answer's text. The service's own message becomes the
 * error's message, the status its `httpCode`, and the description says what to do.
 * API page: "Error handling" of each operation (400, 401, 422, 429).
 */
export function statusFailure(request: FailedRequest, status: number, body: string): Failure {
	const { title, advice } = explainStatus(status);
	const said = readServiceMessage(body, request.apiKey);
	const lines = [advice];
	if (said !== undefined) lines.unshift(`${title}.`);
	const outcomeUnknown = isOutcomeUnknown(status);
	if (outcomeUnknown) lines.push(nextStep(request));
	lines.push(`(HTTP ${status} from ${request.target})`);
	const message = said ?? `${title} (HTTP ${status})`;
	return failure(request, message, lines.join(' '), {
		outcomeUnknown,
		isTransient: isTransientStatus(status),
		reason: `HTTP ${status}`,
		status,
	});
}

/** The failure for a 2xx answer that cannot be read as what the API documents; `reason` says why. */
export function unreadableAnswer(request: FailedRequest, status: number, reason: string): Failure {
	return failure(
		request,
		`Vogent's answer could not be read: ${reason}`,
		`${request.creates ? outcomeUnknownAdvice(request.creates) : 'Check the base URL in the Vogent API credential.'} (HTTP ${status} from ${request.target})`,
		{ outcomeUnknown: true, isTransient: false, reason: `HTTP ${status}, unreadable`, status },
	);
}

/** The failure for a 2xx answer that is not the file that was asked for, or not all of it; `reason` says why. */
export function unusableFile(
	request: FailedRequest,
	status: number,
	reason: string,
	isTransient: boolean,
): Failure {
	return failure(
		request,
		`Vogent did not send a usable file: ${reason}`,
		`${nextStep(request)} (HTTP ${status} from ${request.target})`,
		{ outcomeUnknown: true, isTransient, reason: `HTTP ${status}, no usable file`, status },
	);
}

/** The failure for a request that took longer than the user allows. */
export function timeoutFailure(request: FailedRequest, seconds: number): Failure {
	return failure(
		request,
		`Vogent did not answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`,
		`${nextStep(request)} If this happens often, increase "Timeout (Seconds)" in the options. (${request.target})`,
		{ outcomeUnknown: true, isTransient: true, reason: `no answer within ${seconds} s` },
	);
}

/** The failure for an address of a file that the service has given and that cannot be asked. */
export function unusableAddress(request: FailedRequest): Failure {
	return failure(
		request,
		'The file has an address that cannot be used',
		`Vogent gave no web address for it. (${request.target})`,
		{ outcomeUnknown: false, isTransient: false, reason: 'no web address' },
	);
}

/** The failure for a file whose bytes could not be read while they were sent. */
export function fileFailure(request: FailedRequest, cause: unknown): Failure {
	const error = unreadableFileError(request, cause);
	return { error, outcomeUnknown: false, isTransient: false, reason: 'the file could not be read' };
}

/** The error for a file that n8n's binary store does not give up. No complete request was sent, so nothing was made. */
export function unreadableFileError(
	{ node, itemIndex }: Pick<FailedRequest, 'node' | 'itemIndex'>,
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

/** What to do where the outcome is not known. */
export function nextStep({ creates, costs }: FailedRequest): string {
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
	{ node, itemIndex, creates }: FailedRequest,
	message: string,
	description: string,
	{ status, ...rest }: Omit<Failure, 'error'> & { status?: number },
): Failure {
	const httpCode = status === undefined ? undefined : String(status);
	const error = new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
	// n8n replaces a message in which it finds a network code, also where the service merely quotes one.
	error.message = message;
	// Error workflows can read it, too.
	if (creates !== undefined && rest.outcomeUnknown) error.context.mayExist = true;
	return { error, ...rest };
}
