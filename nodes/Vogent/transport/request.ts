import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import { stopSignal, type ApiCaller } from './caller';
import { readConnection } from './connection';
import { unreadableAnswer, type Attempt, type Failure } from './errors';
import { decideRetry } from './retry';
import {
	isSuccess,
	readBodyText,
	send,
	statusResult,
	type Content,
	type IncomingResponse,
} from './send';
import { abortableSleep } from './throttle';

/** Far more than any answer has. */
const MOST_ANSWER_BYTES = 67_108_864;

/** The tries that are left, shared by the requests that have the same aim. */
export interface RetryBudget {
	/** Counted down. */
	left: number;
	/** Whether a failed try may have been carried out all the same. */
	outcomeUnknown?: boolean;
}

/** A request, described once: for sending it, for trying it again, for the log and for errors. */
export interface RetryableRequest extends Content {
	method: IHttpRequestMethods;
	/** Begins with a slash, and follows the credential's base URL. Left out for a file elsewhere. */
	path?: string;
	/**
	 * What the service makes of it, such as "voice". Such a request is sent again only where the service cannot have
	 * acted, and the error of one that may exist in spite of the failure warns of it.
	 */
	creates?: string;
	/** Whether the service charges for it each time: it is sent again only where the service cannot have acted. */
	costs?: boolean;
	/** The tries, where several requests share them; as many as the user's `maxTries` if left out. */
	budget?: RetryBudget;
}

/** A request to the API that is answered by JSON. */
export interface ApiRequest extends RetryableRequest {
	path: string;
	/** A text that the answer must have to be of use, such as the `id` of what was made. */
	expects?: string;
	/** Whether the answer may have no body: it is an empty object then. */
	mayBeEmpty?: boolean;
	/** Where the answer may also be a bare list: the member that it becomes. */
	listAs?: string;
}

/** What came of a request, or of one try of it. */
export type Result<Answer> = { answer: Answer } | { failure: Failure };

/**
 * Sends a request with the `vogentApi` credential, again where that is safe and of use, and gives the JSON object of the
 * answer. Throws a NodeApiError for a status other than 2xx (a redirect included), for an answer that is not a JSON
 * object or lacks what is expected, for a lost connection and for one that took too long; a NodeOperationError for a
 * credential, a file or a text that cannot be used, and where the user has stopped the execution before anything was sent.
 * API pages: "Introduction" (base URL, bearer key), "Rate limits".
 */
export async function apiRequest(caller: ApiCaller, request: ApiRequest): Promise<IDataObject> {
	return answerOf(await sendRequest(caller, request));
}

/** As `apiRequest`, but gives the failure of a request that was sent, so that the caller can see what it may have done. */
export async function sendRequest(
	caller: ApiCaller,
	request: ApiRequest,
): Promise<Result<IDataObject>> {
	return await withRetries(
		caller,
		request,
		async (attempt) =>
			await send(
				caller,
				attempt,
				{ ...request, headers: { Accept: 'application/json' } },
				async (answer) => await readAnswer(attempt, answer, request),
			),
	);
}

/** The answer of a request. Throws the error of one that has failed. */
export function answerOf<Answer>(result: Result<Answer>): Answer {
	if ('failure' in result) throw result.failure.error;
	return result.answer;
}

/**
 * Tries a request, again where that is safe and of use, and writes a line a try to the debug log. Throws what
 * `readConnection` throws, and a NodeOperationError for a text that cannot be sent as it is, and where the user has stopped
 * the execution before anything was sent.
 */
export async function withRetries<Answer>(
	caller: ApiCaller,
	request: RetryableRequest,
	tryOnce: (attempt: Attempt) => Promise<Result<Answer>>,
): Promise<Result<Answer>> {
	const { context, itemIndex, settings, throttle } = caller;
	const { method, path, creates, costs, budget = { left: settings.maxTries } } = request;
	assertWellFormed(caller, [request.body, request.query, request.upload?.fields]);
	const { baseUrl, apiKey } = await readConnection(caller);
	const url = `${baseUrl}${path ?? ''}`;
	const attempt = { node: context.getNode(), itemIndex, method, url, creates, costs, apiKey };
	const stop = stopSignal(context);
	for (let number = 1; ; number++) {
		await throttle.wait(stop);
		if (stop?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was stopped', {
				itemIndex,
				description: 'This item was not sent.',
			});
		}
		budget.left--;
		const result = await tryOnce(attempt);
		// The address of a file may be a secret by itself.
		const title = `Vogent: item ${itemIndex}, try ${number}, ${method} ${path ?? 'a file'}`;
		if ('answer' in result) {
			context.logger.debug(`${title}: done`);
			return result;
		}
		const { failure } = result;
		if (failure.outcomeUnknown) budget.outcomeUnknown = true;
		const decision = decideRetry(failure, {
			onlyOnce: creates !== undefined || costs === true,
			failed: number,
			left: budget.left,
			random: Math.random(),
		});
		const isRetried = decision.isRetried && stop?.aborted !== true;
		const next = isRetried ? `next try in ${decision.delayMs} ms` : 'given up';
		context.logger.debug(`${title}: ${failure.reason}, ${next}`);
		// What one request is told holds for all of them.
		if (failure.status === 429) throttle.slowDown(decision.delayMs);
		else if (isRetried) await abortableSleep(decision.delayMs, stop);
		if (!isRetried || stop?.aborted) return { failure: withTryCount(failure, number) };
	}
}

function withTryCount(failure: Failure, tries: number): Failure {
	const { error } = failure;
	if (tries > 1) error.description = `${error.description ?? ''} Tried ${tries} times.`.trim();
	return failure;
}

/**
 * Refuses content with half of a surrogate pair in a text, which would reach the service as another character: what has
 * such a name could never be found by it. Throws a NodeOperationError that names the member.
 */
function assertWellFormed({ context, itemIndex }: ApiCaller, content: unknown): void {
	JSON.stringify(content, (key, value: unknown) => {
		if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
		throw new NodeOperationError(
			context.getNode(),
			`"${key.toWellFormed()}" has half of a character in it`,
			{
				itemIndex,
				description:
					'Nothing was sent. The text was cut in the middle of an emoji or of a rare letter: check the expression that cuts it.',
			},
		);
	});
}

async function readAnswer(
	attempt: Attempt,
	answer: IncomingResponse,
	{ expects, listAs, mayBeEmpty }: ApiRequest,
): Promise<Result<IDataObject>> {
	const { statusCode: status, body } = answer;
	if (!isSuccess(status)) return await statusResult(attempt, answer);
	const unreadable = (reason: string) => ({ failure: unreadableAnswer(attempt, status, reason) });
	const text = await readBodyText(body, MOST_ANSWER_BYTES);
	if (text === undefined)
		return unreadable(`it is larger than ${MOST_ANSWER_BYTES / 1_048_576} MB`);
	const isEmpty = text.trim() === '';
	if (isEmpty && mayBeEmpty) return { answer: {} };
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return unreadable(isEmpty ? 'it is empty' : 'it is not JSON');
	}
	if (listAs !== undefined && Array.isArray(value)) return { answer: { [listAs]: value } };
	if (!isJsonObject(value)) return unreadable('it is not a JSON object');
	if (expects !== undefined && (typeof value[expects] !== 'string' || value[expects] === '')) {
		return unreadable(`it has no "${expects}"`);
	}
	return { answer: value };
}
