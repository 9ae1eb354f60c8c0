import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { VogentApiCredential } from '../types';
import { DEFAULT_BASE_URL, normalizeApiKey, normalizeBaseUrl } from './credential';
import {
	connectionError,
	statusError,
	unreadableAnswerError,
	unreadableFileError,
	type FailedRequest,
} from './errors';
import { UploadForm } from './form';

/** One request to the API. `path` begins with a slash and is relative to the credential's base URL. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	query?: IDataObject;
	body?: IDataObject | UploadForm;
	/** What the service makes of it, such as "voice": errors then warn where it may exist in spite of the failure. */
	creates?: string;
	/** A text that the answer must have to be of use, such as the `id` of what was made. */
	expects?: string;
}

/**
 * Sends one request with the `vogentApi` credential and gives the JSON object of the answer.
 * Throws a NodeApiError for a status other than 2xx (a redirect included), for an answer that is not a JSON object or
 * lacks what is expected, and for a lost connection; a NodeOperationError for a base URL or a file that cannot be used.
 * API page: "Introduction" (base URL, bearer key).
 */
export async function apiRequest(
	context: IExecuteFunctions,
	request: ApiRequest,
	itemIndex: number,
): Promise<IDataObject> {
	const credential = await context.getCredentials<VogentApiCredential>('vogentApi', itemIndex);
	const baseUrl = readBaseUrl(context, credential, itemIndex);
	const failed: FailedRequest = {
		node: context.getNode(),
		itemIndex,
		target: `${request.method} ${baseUrl}${request.path}`,
		creates: request.creates,
		apiKey: readApiKey(context, credential, itemIndex),
	};
	const response = await send(context, baseUrl, request, failed);
	const text = typeof response.body === 'string' ? response.body : '';
	if (response.statusCode < 200 || response.statusCode >= 300) {
		throw statusError(failed, response.statusCode, text);
	}
	return readAnswer(text, response.statusCode, request.expects, failed);
}

async function send(
	context: IExecuteFunctions,
	baseUrl: string,
	{ method, path, query, body }: ApiRequest,
	failed: FailedRequest,
): Promise<IN8nHttpFullResponse> {
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
	if (query !== undefined) options.qs = query;
	if (body !== undefined) options.body = body;
	try {
		// The helper's type does not know that `returnFullResponse` changes what it gives.
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'vogentApi',
			options,
		)) as IN8nHttpFullResponse;
	} catch (error) {
		if (body instanceof UploadForm && body.fileError !== undefined) {
			throw unreadableFileError(failed, body.fileError);
		}
		throw connectionError(failed, error);
	} finally {
		if (body instanceof UploadForm) body.close();
	}
}

function readAnswer(
	text: string,
	status: number,
	expects: string | undefined,
	failed: FailedRequest,
): IDataObject {
	let answer: unknown;
	try {
		answer = JSON.parse(text);
	} catch {
		throw unreadableAnswerError(
			failed,
			status,
			text.trim() === '' ? 'it is empty' : 'it is not JSON',
		);
	}
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
		throw unreadableAnswerError(failed, status, 'it is not a JSON object');
	}
	const found = answer as IDataObject;
	if (expects !== undefined && (typeof found[expects] !== 'string' || found[expects] === '')) {
		throw unreadableAnswerError(failed, status, `it has no "${expects}"`);
	}
	return found;
}

/** Where the API is. Refuses what is not a plain web address. */
function readBaseUrl(
	context: IExecuteFunctions,
	{ baseUrl }: VogentApiCredential,
	itemIndex: number,
): string {
	const address = normalizeBaseUrl(baseUrl);
	const refuse = (message: string) =>
		new NodeOperationError(context.getNode(), message, {
			itemIndex,
			description: `It should look like ${DEFAULT_BASE_URL}`,
		});
	if (!/^https?:\/\/[^\s/?#]+[^\s?#]*$/i.test(address)) {
		throw refuse('The base URL in the Vogent API credential is not a web address');
	}
	// axios would send them instead of the key.
	if (/^https?:\/\/[^/]*@/i.test(address)) {
		throw refuse('The base URL in the Vogent API credential has a user name or password in it');
	}
	return address;
}

/** The key alone, as the credential sends it. Refused where it cannot stand in a header, since axios would alter it. */
function readApiKey(
	context: IExecuteFunctions,
	{ apiKey }: VogentApiCredential,
	itemIndex: number,
): string {
	const key = normalizeApiKey(apiKey);
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw new NodeOperationError(
			context.getNode(),
			key === ''
				? 'The API key in the Vogent API credential is empty'
				: 'The API key in the Vogent API credential has a space, a line break or an unusual character in it',
			{
				itemIndex,
				description: 'Copy the whole key again from the Vogent dashboard, under API, then Keys.',
			},
		);
	}
	return key;
}
