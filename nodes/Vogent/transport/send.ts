import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { stopSignal, withSignal, type ApiCaller, type ApiContext } from './caller';
import { connectionFailure } from './connectionErrors';
import { readConnection, type VogentApiCredential } from './credential';
import { fileFailure, statusFailure, timeoutFailure, type Attempt, type Failure } from './errors';
import { UploadForm, type Upload } from './form';
import { readRetryAfter } from './retry';

/** Ours must be the limit that ends a request, not n8n's. */
const N8N_MARGIN_MS = 60_000;

/** More than any error message has. */
const MOST_ERROR_BYTES = 10_000;

/** api.getelto.com is from the time of the service's former name. No other host ever gets the key. */
const SERVICE_HOSTS = ['api.vogent.ai', 'api.getelto.com'];

/** What a request carries. */
export interface Content extends Pick<IHttpRequestOptions, 'headers'> {
	query?: IDataObject;
	/** Sent as JSON. */
	body?: IDataObject;
	/** Instead of a body: sent as multipart/form-data. */
	upload?: Upload;
}

/** The body of an answer: a Node stream. */
export type BodyStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** Only the head has been read: whoever gets it must read the body or destroy it. */
export interface IncomingResponse extends Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> {
	body: BodyStream;
}

/**
 * Sends one request through n8n's helper, with the key if the host may get it, and lets `read` read the answer, whatever
 * its status. Returns the failure if there is none or it breaks off. Follows no redirects. Throws what `readConnection`
 * throws.
 */
export async function send<Read>(
	caller: ApiCaller,
	attempt: Attempt,
	{ query, body, upload, headers }: Content,
	read: (answer: IncomingResponse) => Promise<Read>,
): Promise<Read | { failure: Failure }> {
	const { context, settings } = caller;
	const { baseUrl, credential } = await readConnection(caller);
	const { method, url } = attempt;
	// A fresh form per attempt reopens the file.
	const form = upload && new UploadForm(upload);
	const options: IHttpRequestOptions = {
		method,
		url,
		...(query === undefined ? {} : { qs: query }),
		...(body === undefined ? { headers, body: form } : jsonBody(body, headers)),
		// n8n's own default is five minutes.
		timeout: settings.timeoutSeconds * 1000 + N8N_MARGIN_MS,
		returnFullResponse: true,
		// n8n would read an answer of any length.
		encoding: 'stream',
		// n8n would send the request again after a 401.
		ignoreHttpStatusErrors: true,
		// A redirect could carry the key to another host, and n8n would keep every byte of an upload to send it again.
		disableFollowRedirect: true,
	};
	const timeOut = AbortSignal.timeout(settings.timeoutSeconds * 1000);
	const bounded = withLimits(context, timeOut, credential);
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	try {
		// The helper's type ignores `returnFullResponse`.
		const answer = (await (mayGetKey(url, baseUrl)
			? httpRequestWithAuthentication.call(bounded, 'vogentApi', options)
			: httpRequest.call(bounded, options))) as IncomingResponse;
		return await read(answer);
	} catch (error) {
		if (form?.fileError !== undefined) return { failure: fileFailure(attempt, form.fileError) };
		if (timeOut.aborted && !stopSignal(context)?.aborted) {
			return { failure: timeoutFailure(attempt, settings.timeoutSeconds) };
		}
		return { failure: connectionFailure(attempt, error) };
	} finally {
		form?.close();
	}
}

/** Whether the key may be sent to this address. */
export function mayGetKey(url: string, baseUrl: string): boolean {
	const { protocol, host } = new URL(url);
	const base = new URL(baseUrl);
	if (protocol === base.protocol && host === base.host) return true;
	return protocol === 'https:' && SERVICE_HOSTS.includes(host);
}

/** axios would drop members with names such as "constructor". */
function jsonBody(
	body: IDataObject,
	headers: Content['headers'],
): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	return {
		body: JSON.stringify(body),
		headers: { ...headers, 'Content-Type': 'application/json' },
	};
}

/**
 * Replaces the cancel signal, which n8n puts over any other, by one that also fires at the time-out: n8n's own `timeout`
 * does not end an endless answer. And the credential: n8n would read it for each request, and always for the first item.
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

/** Whether it is a 2xx. */
export function isSuccess(status: number): boolean {
	return status >= 200 && status < 300;
}

/** The failure for any other status. */
export async function statusResult(
	attempt: Attempt,
	{ statusCode, headers, body }: IncomingResponse,
): Promise<{ failure: Failure }> {
	const retryAfterMs = readRetryAfter(headers['retry-after'], Date.now());
	return { failure: statusFailure(attempt, statusCode, await readErrorText(body), retryAfterMs) };
}

/** The text of a body; undefined if it has more bytes. Throws what reading throws. */
export async function readBodyText(
	body: BodyStream,
	mostBytes: number,
): Promise<string | undefined> {
	const chunks: Uint8Array[] = [];
	const isWhole = await collect(body, mostBytes, chunks);
	return isWhole ? decode(chunks) : undefined;
}

/** As much as arrives: the status says more than a lost connection. */
async function readErrorText(body: BodyStream): Promise<string> {
	const chunks: Uint8Array[] = [];
	await collect(body, MOST_ERROR_BYTES, chunks).catch(() => false);
	return decode(chunks).slice(0, MOST_ERROR_BYTES);
}

/** Returns whether that was all. Leaving the loop closes the connection. */
async function collect(body: BodyStream, mostBytes: number, into: Uint8Array[]): Promise<boolean> {
	let length = 0;
	for await (const chunk of body as AsyncIterable<Uint8Array>) {
		into.push(chunk);
		length += chunk.byteLength;
		if (length > mostBytes) return false;
	}
	return true;
}

function decode(chunks: Uint8Array[]): string {
	return new TextDecoder().decode(Buffer.concat(chunks));
}
