import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { ApiCaller } from './caller';
import { readConnection, type Connection } from './connection';
import {
	connectionFailure,
	fileFailure,
	statusFailure,
	timeOutFailure,
	unreadableAnswer,
	type FailedRequest,
	type Failure,
} from './errors';
import { UploadForm, type Upload } from './form';
import { pause } from './pace';
import { backOff, readRetryAfter } from './retry';

/** n8n's limit is set behind ours, so that ours is the one that ends a request. */
const N8N_MARGIN_MS = 60_000;

/** One request to the API. `path` begins with a slash and is relative to the credential's base URL. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** Instead of a body: text fields and a file, sent as multipart/form-data. */
	upload?: Upload;
	/**
	 * What the service makes of it, such as "voice". Such a request is sent again only where the service cannot have
	 * acted, and the error of one that may exist in spite of the failure warns of it.
	 */
	creates?: string;
	/** A text that the answer must have to be of use, such as the `id` of what was made. */
	expects?: string;
	/** How many tries are left, where several requests share them; the user's `maxTries` if left out. Counted down. */
	tries?: { left: number };
}

/** What came of one try. */
type Result = { answer: IDataObject } | { failure: Failure; retryAfter?: number; status?: number };

/**
 * Sends a request with the `vogentApi` credential, again where that is safe and of use, and gives the JSON object of the
 * answer. Throws a NodeApiError for a status other than 2xx (a redirect included), for an answer that is not a JSON
 * object or lacks what is expected, for a lost connection and for one that took too long; a NodeOperationError for a
 * credential or a file that cannot be used, and where the user has stopped the execution before anything was sent.
 * API pages: "Introduction" (base URL, bearer key), "Rate limits".
 */
export async function apiRequest(caller: ApiCaller, request: ApiRequest): Promise<IDataObject> {
	const result = await sendRequest(caller, request);
	if ('failure' in result) throw result.failure.error;
	return result.answer;
}

/** As `apiRequest`, but gives the failure of a request that was sent, so that the caller can see what it may have done. */
export async function sendRequest(
	caller: ApiCaller,
	request: ApiRequest,
): Promise<{ answer: IDataObject } | { failure: Failure }> {
	const { context, itemIndex, settings, pace } = caller;
	const connection = await readConnection(caller);
	const { tries = { left: settings.maxTries } } = request;
	const stop = context.getExecutionCancelSignal();
	for (let number = 1; ; number++) {
		await pace.wait(stop);
		if (stop?.aborted) {
			throw new NodeOperationError(context.getNode(), 'The execution was stopped', {
				itemIndex,
				description: 'This item was not sent.',
			});
		}
		tries.left--;
		const result = await tryOnce(caller, connection, request);
		const log = (outcome: string) =>
			context.logger.debug(
				`Vogent: item ${itemIndex}, try ${number}, ${request.method} ${request.path}: ${outcome}`,
			);
		if ('answer' in result) {
			log('done');
			return result;
		}
		const { failure, status, retryAfter = backOff(number, Math.random()) } = result;
		// What one request is told holds for all of them.
		if (status === 429) pace.slowDown(retryAfter);
		const isLast = tries.left < 1 || !isWorthATry(failure, request) || stop?.aborted === true;
		log(`${failure.reason}, ${isLast ? 'given up' : `next try in ${retryAfter} ms`}`);
		if (!isLast && status !== 429) await pause(retryAfter, stop);
		if (isLast || stop?.aborted) return { failure: afterTries(failure, number) };
	}
}

/** A creating request must not be sent again where the service may have acted on it: it would create a second one. */
function isWorthATry({ passing, mayBeDone }: Failure, { creates }: ApiRequest): boolean {
	return passing && !(creates !== undefined && mayBeDone);
}

function afterTries(failure: Failure, tries: number): Failure {
	const { error } = failure;
	if (tries > 1) error.description = `${error.description ?? ''} Tried ${tries} times.`.trim();
	return failure;
}

async function tryOnce(
	caller: ApiCaller,
	{ baseUrl, apiKey }: Connection,
	request: ApiRequest,
): Promise<Result> {
	const failed: FailedRequest = {
		node: caller.context.getNode(),
		itemIndex: caller.itemIndex,
		target: `${request.method} ${baseUrl}${request.path}`,
		creates: request.creates,
		apiKey,
	};
	const response = await send(caller, baseUrl, request, failed);
	if ('failure' in response) return response;
	const { body, statusCode: status, headers } = response;
	const text = typeof body === 'string' ? body : '';
	if (status >= 200 && status < 300) return readAnswer(text, status, request.expects, failed);
	return {
		failure: statusFailure(failed, status, text),
		retryAfter: readRetryAfter(headers['retry-after'], Date.now()),
		status,
	};
}

async function send(
	{ context, settings }: ApiCaller,
	baseUrl: string,
	{ method, path, query, body, upload }: ApiRequest,
	failed: FailedRequest,
): Promise<IN8nHttpFullResponse | { failure: Failure }> {
	const options: IHttpRequestOptions = {
		method,
		url: `${baseUrl}${path}`,
		headers: { Accept: 'application/json' },
		// Text, so that an answer that is not JSON is seen as it came.
		encoding: 'text',
		returnFullResponse: true,
		// n8n's own reaction to a 401 is to send the request a second time.
		ignoreHttpStatusErrors: true,
		// Redirects would make n8n keep every byte of an upload, and could carry the key to another host.
		disableFollowRedirect: true,
	};
	// n8n has a limit of its own, of five minutes.
	options.timeout = settings.timeoutSeconds * 1000 + N8N_MARGIN_MS;
	if (query !== undefined) options.qs = query;
	// Each try has a form of its own, which opens the file anew.
	const form = upload && new UploadForm(upload);
	const content = form ?? body;
	if (content !== undefined) options.body = content;
	const timeOut = AbortSignal.timeout(settings.timeoutSeconds * 1000);
	try {
		// The helper's type does not know that `returnFullResponse` changes what it gives.
		return (await context.helpers.httpRequestWithAuthentication.call(
			boundedBy(context, timeOut),
			'vogentApi',
			options,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		if (form?.fileError !== undefined) return { failure: fileFailure(failed, form.fileError) };
		if (timeOut.aborted && !context.getExecutionCancelSignal()?.aborted) {
			return { failure: timeOutFailure(failed, settings.timeoutSeconds) };
		}
		return { failure: connectionFailure(failed, error) };
	} finally {
		form?.close();
	}
}

/**
 * The context, with a signal that ends its requests when the user stops the execution or when `timeOut` fires: n8n's
 * own `timeout` does not end an answer that goes on and on, and n8n puts its cancel signal over any other.
 */
function boundedBy(context: ApiCaller['context'], timeOut: AbortSignal): ApiCaller['context'] {
	const stop = context.getExecutionCancelSignal();
	const either = stop === undefined ? timeOut : AbortSignal.any([stop, timeOut]);
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => either },
	}) as ApiCaller['context'];
}

function readAnswer(
	text: string,
	status: number,
	expects: string | undefined,
	failed: FailedRequest,
): Result {
	const unreadable = (reason: string) => ({ failure: unreadableAnswer(failed, status, reason) });
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		return unreadable(text.trim() === '' ? 'it is empty' : 'it is not JSON');
	}
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
		return unreadable('it is not a JSON object');
	}
	const found = answer as IDataObject;
	if (expects !== undefined && (typeof found[expects] !== 'string' || found[expects] === '')) {
		return unreadable(`it has no "${expects}"`);
	}
	return { answer: found };
}
