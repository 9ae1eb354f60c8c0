import type { ExecuteContext } from 'n8n-core';
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { CREDENTIAL_TYPE } from './line.mts';

/** The options that the node sends every request with; but it reads the answer itself, as a stream. */
export const AS_THE_NODE = {
	encoding: 'text',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const satisfies Partial<IHttpRequestOptions>;

/** A whole answer, as far as facts are about it. */
export interface Answered {
	status: number;
	body: unknown;
}

/**
 * Sends a request through n8n's helper, with the credential. Throws what the helper throws.
 *
 * @param context whose helper it is
 * @param options `method` is GET unless they name one; they must ask for the full response
 * @param self what the helper sees as its context
 */
export async function send(
	context: ExecuteContext,
	options: IHttpRequestOptions,
	self: ExecuteContext = context,
): Promise<Answered> {
	const answer = (await context.helpers.httpRequestWithAuthentication.call(self, CREDENTIAL_TYPE, {
		method: 'GET',
		...options,
	})) as IN8nHttpFullResponse;
	return { status: answer.statusCode, body: answer.body };
}

/** The context as the helper is to see it, with another cancel signal. */
export function withSignal(context: ExecuteContext, signal: AbortSignal): ExecuteContext {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as ExecuteContext;
}
