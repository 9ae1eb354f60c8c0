import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { isJsonObject } from '../text/json';
import { readBodyText, readErrorText } from './body';
import type { ApiCaller } from './caller';
import { readConnection } from './connection';
import type { Connection } from './credential';
import { fileFailure, unreadableAnswer, type FailedRequest, type Failure } from './errors';
import { UploadForm, type Upload } from './form';
import {
	isSuccess,
	statusResult,
	withRetries,
	type RetryableRequest,
	type TryResult,
} from './retry';
import { send, type IncomingResponse } from './send';
import { assertWellFormed } from './wellFormed';

/** Far more than any answer has. */
const MOST_ANSWER_BYTES = 67_108_864;

/** One request to the API. `path` begins with a slash and is relative to the credential's base URL. */
export interface ApiRequest extends Pick<RetryableRequest, 'budget'> {
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
	/** Whether the answer may have no body: it is an empty object then. */
	mayBeEmpty?: boolean;
	/** Where the answer may also be a bare list: the member that it becomes. */
	listAs?: string;
}

/**
 * Sends a request with the `vogentApi` credential, again where that is safe and of use, and gives the JSON object of the
 * answer. Throws a NodeApiError for a status other than 2xx (a redirect included), for an answer that is not a JSON
 * object or lacks what is expected, for a lost connection and for one that took too long; a NodeOperationError for a
 * credential, a file or a text that cannot be used, and where the user has stopped the execution before anything was sent.
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
	const { method, path, upload, creates, budget } = request;
	assertWellFormed(caller, upload?.fields);
	const connection = await readConnection(caller);
	const retryable = { title: `${method} ${path}`, creates, budget };
	return await withRetries(
		caller,
		retryable,
		async () => await tryOnce(caller, connection, request),
	);
}

async function tryOnce(
	caller: ApiCaller,
	{ baseUrl, apiKey }: Connection,
	request: ApiRequest,
): Promise<TryResult<IDataObject>> {
	const { method, path, query, body, upload, creates } = request;
	const url = `${baseUrl}${path}`;
	const failed: FailedRequest = {
		node: caller.context.getNode(),
		itemIndex: caller.itemIndex,
		target: `${method} ${url}`,
		creates,
		apiKey,
	};
	// A fresh form per attempt reopens the file.
	const form = upload && new UploadForm(upload);
	const response = await send(
		caller,
		{
			method,
			url,
			...(form === undefined ? { json: body } : { body: form }),
			headers: { Accept: 'application/json' },
			...(query === undefined ? {} : { qs: query }),
		},
		failed,
		async (answer) => ({ result: await readAnswer(answer, request, failed) }),
	);
	form?.close();
	if ('result' in response) return response.result;
	const { fileError } = form ?? {};
	return fileError === undefined ? response : { failure: fileFailure(failed, fileError) };
}

async function readAnswer(
	answer: IncomingResponse,
	{ expects, listAs, mayBeEmpty }: ApiRequest,
	failed: FailedRequest,
): Promise<TryResult<IDataObject>> {
	const { statusCode: status, body } = answer;
	if (!isSuccess(status)) return statusResult(failed, answer, await readErrorText(body));
	const unreadable = (reason: string) => ({ failure: unreadableAnswer(failed, status, reason) });
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
