import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IHttpRequestMethods, INode } from 'n8n-workflow';

import { explainStatus } from './explanations';
import { outcomeOfStatus, type Outcome } from './retry';
import { readServiceMessage } from './serviceMessage';

/** One try of a request: where it goes, and what errors need. */
export interface Attempt {
	node: INode;
	itemIndex: number;
	method: IHttpRequestMethods;
	url: string;
	/** What the request creates, such as "voice". */
	creates?: string;
	/** Whether the service charges each time. */
	costs?: boolean;
	/** Whether it has an idempotency key, by which the service knows what it has done already. */
	hasKey?: boolean;
	/** Must not show in any text. */
	apiKey: string;
}

/** The errors that the node throws. */
export type VogentError = NodeApiError | NodeOperationError;

/** One try that failed. */
export interface Failure extends Outcome {
	error: VogentError;
	/** For the log, without any text from outside. */
	reason: string;
	/** Of the answer, if any. */
	status?: number;
}

/**
 * The failure of a request that was answered with an error. The service's own message becomes the error's, and the
 * description says what to do. API page: "Error handling" of each operation (400, 401, 422, 429).
 */
export function statusFailure(
	attempt: Attempt,
	status: number,
	body: string,
	retryAfterMs?: number,
): Failure {
	const said = readServiceMessage(body, attempt.apiKey);
	if (status === 409 && attempt.hasKey) return alreadyDone(attempt, status, said);
	const { title, advice, isFinal } = explainStatus(status, said, attempt.creates);
	const outcome = outcomeOfStatus(status);
	const lines = [advice];
	if (said !== undefined) lines.unshift(`${title}.`);
	if (outcome.outcomeUnknown && (attempt.creates || !isFinal)) lines.push(nextStep(attempt));
	lines.push(`(HTTP ${status} from ${targetOf(attempt)})`);
	const message = said ?? `${title} (HTTP ${status})`;
	return failure(attempt, message, lines.join(' '), {
		...outcome,
		retryAfterMs,
		reason: `HTTP ${status}`,
		status,
	});
}

/** The failure for an idempotency key that is in use. API page: "Create Dial" (409, whose body is not documented). */
function alreadyDone(attempt: Attempt, status: number, said: string | undefined): Failure {
	const failed = failure(
		attempt,
		"Vogent already has a call with this 'Idempotency Key'",
		`No second call was placed.${said === undefined ? '' : ` Vogent says: ${said}`} (HTTP ${status} from ${targetOf(attempt)})`,
		{ outcomeUnknown: false, isTransient: false, reason: `HTTP ${status}`, status },
	);
	failed.error.context.alreadyPlaced = true;
	return failed;
}

/** The failure for a 2xx answer that is not what the API documents. */
export function unreadableAnswer(attempt: Attempt, status: number, reason: string): Failure {
	return failure(
		attempt,
		`Vogent's answer could not be read: ${reason}`,
		`${attempt.creates ? outcomeUnknownAdvice(attempt.creates) : 'Check the base URL in the Vogent API credential.'} (HTTP ${status} from ${targetOf(attempt)})`,
		{ outcomeUnknown: true, isTransient: false, reason: `HTTP ${status}, unreadable`, status },
	);
}

/** The failure for a 2xx answer that is not the whole file. */
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

/** The failure for a file whose address is not a web address. */
export function unusableAddress(attempt: Attempt): Failure {
	return failure(
		attempt,
		'The file has an address that cannot be used',
		`Vogent gave no web address for it. (${targetOf(attempt)})`,
		{ outcomeUnknown: false, isTransient: false, reason: 'no web address' },
	);
}

/** The failure for a file that could not be read during the upload. */
export function fileFailure(attempt: Attempt, cause: unknown): Failure {
	const error = unreadableFileError(attempt, cause);
	return { error, outcomeUnknown: false, isTransient: false, reason: 'the file could not be read' };
}

/** The error for a file that n8n's binary store does not return. No complete request was sent, so nothing was created. */
export function unreadableFileError(
	{ node, itemIndex }: Pick<Attempt, 'node' | 'itemIndex'>,
	cause: unknown,
): NodeOperationError {
	return new NodeOperationError(node, 'The file could not be read', {
		itemIndex,
		description: `Nothing was created. n8n may have deleted the file already, or its storage is not available. Run the node that produces the file again. (${reasonOf(cause)})`,
	});
}

/** Whether the service answered 404. */
export function isNotFound(error: VogentError): boolean {
	return error instanceof NodeApiError && error.httpCode === '404';
}

/** The message of anything that was thrown. */
export function reasonOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Such as `POST https://host/api/voices/clone`; without the query, which may be a signature. */
export function targetOf({ method, url }: Attempt): string {
	return `${method} ${url.replace(/[?#].*$/s, '')}`;
}

/** What to do if the outcome is unknown. */
export function nextStep({ creates, costs }: Attempt): string {
	if (costs) return 'Vogent may charge for it all the same. Run this again if you need it.';
	return creates ? outcomeUnknownAdvice(creates) : 'Try again later.';
}

function outcomeUnknownAdvice(created: string): string {
	return `The ${created} may still have been created. Check in Vogent before you run this again, or you may get a second one.`;
}

/**
 * Makes the NodeApiError from plain text: n8n would replace the message of the original error by an invitation to retry,
 * and could show the key, which is in the request's headers.
 */
export function failure(
	{ node, itemIndex, creates }: Attempt,
	message: string,
	description: string,
	outcome: Omit<Failure, 'error'>,
): Failure {
	const httpCode = outcome.status === undefined ? undefined : String(outcome.status);
	const error = new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
	// n8n replaces any message that contains a network code, even one that the service merely quotes.
	error.message = message;
	// Also for error workflows.
	if (creates !== undefined && outcome.outcomeUnknown) error.context.mayExist = true;
	return { error, ...outcome };
}
