import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { BodyStream } from './body';
import { stopSignal, withSignal, type ApiCaller, type ApiContext } from './caller';
import { readConnection } from './connection';
import { connectionFailure } from './connectionErrors';
import type { VogentApiCredential } from './credential';
import { timeoutFailure, type FailedRequest, type Failure } from './errors';
import { assertWellFormed } from './wellFormed';

/** n8n's limit is set behind ours, so that ours is the one that ends a request. */
const N8N_MARGIN_MS = 60_000;

/** What is sent, of n8n's own options. */
export interface OutgoingRequest extends Pick<
	IHttpRequestOptions,
	'method' | 'url' | 'headers' | 'qs' | 'body'
> {
	/** Instead of a body: what is sent as JSON. */
	json?: IDataObject;
}

/** An answer of which only the head has been read: whoever gets it reads its body, or destroys it. */
export interface IncomingResponse extends Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> {
	body: BodyStream;
}

/**
 * Sends one request by n8n's helper, with the caller's connection or, to other hosts, `withoutKey`. Gives what `read`
 * makes of the answer, whatever its status, or the failure of a request that got none or whose answer broke off while it
 * was read. Never follows a redirect. Throws a NodeOperationError for a text that cannot be sent as it is.
 */
export async function send<Read>(
	caller: ApiCaller,
	{ json, ...sent }: OutgoingRequest,
	failed: FailedRequest,
	read: (answer: IncomingResponse) => Promise<Read>,
	{ withoutKey = false } = {},
): Promise<Read | { failure: Failure }> {
	const { context, settings } = caller;
	const { credential } = await readConnection(caller);
	assertWellFormed(caller, [json, sent.qs]);
	const options: IHttpRequestOptions = {
		...sent,
		...(json === undefined ? {} : jsonBody(json, sent.headers)),
		// n8n has a limit of its own, of five minutes.
		timeout: settings.timeoutSeconds * 1000 + N8N_MARGIN_MS,
		returnFullResponse: true,
		// n8n itself would read an answer of any length.
		encoding: 'stream',
		// n8n's own reaction to a 401 is to send the request a second time.
		ignoreHttpStatusErrors: true,
		// Redirects would make n8n keep every byte of an upload, and could carry the key to another host.
		disableFollowRedirect: true,
	};
	const timeOut = AbortSignal.timeout(settings.timeoutSeconds * 1000);
	const bounded = withLimits(context, timeOut, credential);
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	try {
		// The helper's type does not know that `returnFullResponse` changes what it gives.
		const answer = (await (withoutKey
			? httpRequest.call(bounded, options)
			: httpRequestWithAuthentication.call(bounded, 'vogentApi', options))) as IncomingResponse;
		return await read(answer);
	} catch (error) {
		if (timeOut.aborted && !stopSignal(context)?.aborted) {
			return { failure: timeoutFailure(failed, settings.timeoutSeconds) };
		}
		return { failure: connectionFailure(failed, error) };
	}
}

/** Written here: axios copies objects, and leaves out members with names such as "constructor". */
function jsonBody(
	json: IDataObject,
	headers: OutgoingRequest['headers'],
): Pick<OutgoingRequest, 'body' | 'headers'> {
	return {
		body: JSON.stringify(json),
		headers: { ...headers, 'Content-Type': 'application/json' },
	};
}

/**
 * The context, with a signal that ends its requests when the user stops the execution or when `timeOut` fires: n8n's
 * own `timeout` does not end an answer that goes on and on, and n8n puts its cancel signal over any other. And with the
 * credential: n8n would read it anew for each request, and always that of the first item.
 */
function withLimits<Context extends ApiContext>(
	context: Context,
	timeOut: AbortSignal,
	credential: VogentApiCredential,
): Context {
	return Object.create(withSignal(context, timeOut), {
		getCredentials: { value: () => Promise.resolve(credential) },
	}) as Context;
}
