import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import { stopSignal, type ApiCaller } from './caller';
import { readConnection } from './credential';
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

/** Tries that several requests for the same thing share. */
export interface RetryBudget {
	left: number;
	/** Whether a failed try may have succeeded all the same. */
	outcomeUnknown?: boolean;
}

/** A request, described once: for sending, retries, the log and errors. */
export interface RetryableRequest extends Content {
	method: IHttpRequestMethods;
	/** Follows the base URL; left out for files, which may be elsewhere. */
	path?: string;
	/** What it creates, such as "voice": then it is retried only if the service cannot have acted. */
	creates?: string;
	/** Whether the service charges each time: the same holds. */
	costs?: boolean;
	/** The user's `maxTries` by default. */
	budget?: RetryBudget;
}

/** A request with a JSON answer. */
export interface ApiRequest extends RetryableRequest {
	path: string;
	/** A text that the answer must have, such as `id`. */
	expects?: string;
	/** An answer without a body is an empty object then. */
	mayBeEmpty?: boolean;
	/** The member that an answer becomes if it is a bare list. */
	listAs?: string;
}

/** The result of a request, or of one try. */
export type Result<Answer> = { answer: Answer } | { failure: Failure };

/**
 * Sends a request, with retries, and returns the JSON object of the answer. Throws a NodeApiError for any status but 2xx,
 * for an unexpected answer, and for a lost or slow connection; a NodeOperationError for an unusable credential, file or
 * text, and if the user stopped the execution before anything was sent.
 * API pages: "Introduction" (base URL, bearer key), "Rate limits".
 */
export async function apiRequest(caller: ApiCaller, request: ApiRequest): Promise<IDataObject> {
	return answerOf(await sendRequest(caller, request));
}

/** As `apiRequest`, but returns the failure of a request that was sent, so that the caller can see what it may have done. */
export async function sendRequest(
	caller: ApiCaller,
	request: ApiRequest,
): Promise<Result<IDataObject>> {
	const content = { ...request, headers: { Accept: 'application/json' } };
	return await withRetries(caller, request, async (attempt) => {
		const read = async (answer: IncomingResponse) => await readAnswer(attempt, answer, request);
		return await send(caller, attempt, content, read);
	});
}

/** The answer. Throws the error of a failure. */
export function answerOf<Answer>(result: Result<Answer>): Answer {
	if ('failure' in result) throw result.failure.error;
	return result.answer;
}

/**
 * Tries a request until it succeeds or `decideRetry` gives up, with a line per try in the debug log. Throws what
 * `readConnection` throws, and a NodeOperationError for a malformed text and if the user stopped the execution before
 * anything was sent.
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
		// It holds for all requests of the execution.
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
 * Rejects half of a surrogate pair: it would reach the service as another character, and nothing with such a name could be
 * found again.
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
