import { NodeOperationError } from 'n8n-workflow';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { backoff, readRetryAfter } from './backoff';
import { stopSignal, type ApiCaller } from './caller';
import { statusFailure, type FailedRequest, type Failure } from './errors';
import { abortableSleep } from './throttle';

/** What came of one try. */
export type TryResult<Answer> =
	{ answer: Answer } | { failure: Failure; retryAfter?: number; status?: number };

/** The tries that are left, shared by the requests that have the same aim. */
export interface RetryBudget {
	/** Counted down. */
	left: number;
	/** Whether a failed try may have been carried out all the same. */
	outcomeUnknown?: boolean;
}

/** Options for `withRetries`. */
export interface RetryableRequest {
	/** For the log, such as "GET /voices": no address, no key. */
	title: string;
	/** What the service makes of it; undefined for what creates nothing. */
	creates?: string;
	/** Whether each time that it is carried out costs money. */
	costs?: boolean;
	/** The tries, where several requests share them; as many as the user's `maxTries` if left out. */
	budget?: RetryBudget;
}

/**
 * Tries again where that is safe and of use, waits in between as the service asks, and writes a line a try to the debug
 * log. Throws a NodeOperationError where the user has stopped the execution before anything was sent.
 * API page: "Rate limits" (exponential back-off).
 */
export async function withRetries<Answer>(
	{ context, itemIndex, settings, throttle }: ApiCaller,
	{ title, creates, costs = false, budget = { left: settings.maxTries } }: RetryableRequest,
	tryOnce: () => Promise<TryResult<Answer>>,
): Promise<{ answer: Answer } | { failure: Failure }> {
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
		const result = await tryOnce();
		const log = (outcome: string) =>
			context.logger.debug(`Vogent: item ${itemIndex}, try ${number}, ${title}: ${outcome}`);
		if ('answer' in result) {
			log('done');
			return result;
		}
		const { failure, status, retryAfter = backoff(number, Math.random()) } = result;
		if (failure.outcomeUnknown) budget.outcomeUnknown = true;
		// What one request is told holds for all of them.
		if (status === 429) throttle.slowDown(retryAfter);
		const isLast =
			budget.left < 1 ||
			!isRetryable(failure, creates !== undefined || costs) ||
			stop?.aborted === true;
		log(`${failure.reason}, ${isLast ? 'given up' : `next try in ${retryAfter} ms`}`);
		if (!isLast && status !== 429) await abortableSleep(retryAfter, stop);
		if (isLast || stop?.aborted) return { failure: withTryCount(failure, number) };
	}
}

/** Whether the service has done what was asked. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** What came of a try that was answered with another status; `text` is the answer's body. */
export function statusResult(
	request: FailedRequest,
	{ statusCode: status, headers }: Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'>,
	text: string,
): TryResult<never> {
	return {
		failure: statusFailure(request, status, text),
		retryAfter: readRetryAfter(headers['retry-after'], Date.now()),
		status,
	};
}

/** What creates something or costs money must not be sent again where the service may have acted on it. */
function isRetryable({ isTransient, outcomeUnknown }: Failure, onlyOnce: boolean): boolean {
	return isTransient && !(onlyOnce && outcomeUnknown);
}

function withTryCount(failure: Failure, tries: number): Failure {
	const { error } = failure;
	if (tries > 1) error.description = `${error.description ?? ''} Tried ${tries} times.`.trim();
	return failure;
}
