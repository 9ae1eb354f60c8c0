import { createHash } from 'crypto';

import type { ApiRequest } from '../transport/request';

/** What tells the calls of a tool apart: what is sent for them. */
export function fingerprint({ path, body }: ApiRequest): string {
	return createHash('sha256')
		.update(JSON.stringify([path, body]))
		.digest('hex');
}

/** What the model is told, which may not know of its earlier call. */
export function alreadyCreatedNote(what: string): string {
	return `This execution has created this ${what} before, with the same fields. It was not created again.`;
}
