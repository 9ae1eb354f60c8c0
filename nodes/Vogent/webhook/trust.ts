import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { VogentApiCredential } from '../transport/credential';
import { isSignedBy, SIGNATURE_HEADER } from './signature';

/**
 * The signing secret of the credential; empty only where the field is. Throws a NodeOperationError where an expression
 * comes to nothing, since the check would be off without anybody having wished it; and where the credential cannot be read.
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
 * Whether a request to a webhook may be believed: it is signed with the signing secret of the credential, or the
 * credential has none. Undefined, with a line in the log, where the credential cannot be used: nothing may be believed
 * then. API page: "Webhooks" (`X-Elto-Signature`).
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

/** The exact bytes of a request's body; undefined where they cannot be had: n8n uses up those of forms with files. */
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
