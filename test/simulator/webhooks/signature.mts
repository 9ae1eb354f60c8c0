import { createHmac } from 'node:crypto';
import { Refusal } from '../operation.mts';
import type { Signing } from './records.mts';

/** The header that carries a signature. */
export const signatureHeader = 'x-elto-signature';

/** Gives the lower-case hex HMAC-SHA256 of a body. */
function signatureOf(body: Buffer, secret: string): string {
	return createHmac('sha256', secret).update(body).digest('hex');
}

/**
 * Gives the signature that a delivery carries under the account's secret; null for none. Left out, it is signed when
 * there is a secret. Throws a Refusal 400 when it must be signed and there is none.
 */
export function signAs(
	signing: Signing | undefined,
	body: Buffer,
	secret: string | null,
): string | null {
	if (signing === false) return null;
	if (signing === 'wrong') return signatureOf(body, `not ${secret}`);
	if (secret !== null) return signatureOf(body, secret);
	if (signing === undefined) return null;
	throw new Refusal(400, 'There is no webhookSecret to sign with');
}
