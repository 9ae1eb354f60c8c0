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
	const request = context.getRequestObject();
	await request.readRawBody();
	return isSignedBy(secret, request.rawBody ?? Buffer.alloc(0), request.headers[SIGNATURE_HEADER]);
}
