import { createHmac, timingSafeEqual } from 'crypto';

/** API page: "Webhooks" (Elto is the service's former name). */
export const SIGNATURE_HEADER = 'x-elto-signature';

/** Whether a signature (lower-case hex) matches the body, in constant time. API page: "Webhooks". */
export function isSignedBy(secret: string, body: Uint8Array, signature: unknown): boolean {
	const expected = createHmac('sha256', secret).update(body).digest();
	const given = typeof signature === 'string' ? signature.trim() : '';
	const isHex = /^[0-9a-f]{64}$/.test(given);
	const compared = isHex ? Buffer.from(given, 'hex') : Buffer.alloc(expected.length);
	return timingSafeEqual(compared, expected) && isHex;
}
