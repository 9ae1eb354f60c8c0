import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { VogentApiCredential } from '../transport/credential';
import { isSignedBy, SIGNATURE_HEADER } from './signature';

/**
 * The signing secret of the credential. Throws a NodeOperationError if it is an expression that returned no value: nobody
 * meant to turn the check off. And what reading the credential throws.
 */
export async function readSigningSecret(
	context: IExecuteFunctions | IWebhookFunctions,
): Promise<string> {
	const { webhookSigningSecret: given } =
		await context.getCredentials<VogentApiCredential>('vogentApi');
	if (given === '') return '';
	const secret = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	if (secret !== '') return secret;
	throw new NodeOperationError(
		context.getNode(),
		'The webhook signing secret in the Vogent API credential returned no value',
		{ description: 'Correct its expression, or clear the field to accept unsigned requests.' },
	);
}

/**
 * Whether a webhook request is signed, or the credential has no secret to check it with. Undefined if the credential cannot
 * be used. API page: "Webhooks" (`X-Elto-Signature`).
 */
export async function isTrusted(context: IWebhookFunctions): Promise<boolean | undefined> {
	let secret: string;
	try {
		secret = await readSigningSecret(context);
	} catch (error) {
		context.logger.error(`Vogent: a webhook request was refused: ${String(error)}`);
		return undefined;
	}
	if (secret === '') return true;
	const { headers } = context.getRequestObject();
	const rawBody = await readRawBody(context);
	return rawBody !== undefined && isSignedBy(secret, rawBody, headers[SIGNATURE_HEADER]);
}

/** The exact bytes of a body; undefined if they are gone: n8n consumes forms with files. */
export async function readRawBody(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject();
	try {
		await request.readRawBody();
	} catch (error) {
		context.logger.debug(`Vogent: a request's body could not be read: ${String(error)}`);
		return undefined;
	}
	return request.rawBody ?? Buffer.alloc(0);
}
