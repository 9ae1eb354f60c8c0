import { createHmac, timingSafeEqual } from 'crypto';

/** The header in which the service signs what it sends. API page: "Webhooks" (the service's former name is Elto). */
export const SIGNATURE_HEADER = 'x-elto-signature';

/**
 * Whether a signature (lower-case hex) is that of exactly this body under the workspace's signing secret. Takes as long
 * for a wrong one as for a right one. API page: "Webhooks".
 */
export function isSignedBy(secret: string, body: Uint8Array, signature: unknown): boolean {
	const expected = createHmac('sha256', secret).update(body).digest();
	const given = typeof signature === 'string' ? signature.trim() : '';
	const isHex = /^[0-9a-f]{64}$/.test(given);
	const compared = isHex ? Buffer.from(given, 'hex') : Buffer.alloc(expected.length);
	return timingSafeEqual(compared, expected) && isHex;
}
