import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { VogentApiCredential } from '../types';
import { isSignedBy, SIGNATURE_HEADER } from './signature';

/** The signing secret of the credential; empty where it has none. Throws where the credential cannot be read. */
export async function readSigningSecret(
	context: IExecuteFunctions | IWebhookFunctions,
): Promise<string> {
	const { webhookSigningSecret } = await context.getCredentials<VogentApiCredential>('vogentApi');
	return String(webhookSigningSecret ?? '').trim();
}

/**
 * Whether a request to a webhook may be believed: it is signed with the signing secret of the credential, or the
 * credential has none. Throws where the credential or the body cannot be read. API page: "Webhooks" (`X-Elto-Signature`).
 */
export async function isTrusted(context: IWebhookFunctions): Promise<boolean> {
	const secret = await readSigningSecret(context);
	if (secret === '') return true;
	const { headers } = context.getRequestObject();
	return isSignedBy(secret, await readRawBody(context), headers[SIGNATURE_HEADER]);
}

/** The exact bytes of a request's body; none where it has none. Throws where it cannot be read. */
export async function readRawBody(context: IWebhookFunctions): Promise<Buffer> {
	const request = context.getRequestObject();
	await request.readRawBody();
	return request.rawBody ?? Buffer.alloc(0);
}
