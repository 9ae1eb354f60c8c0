import { NodeApiError } from 'n8n-workflow';

import type { Attempt, statusFailure } from '../../../nodes/Vogent/transport/errors.ts';
import { vogentNodeOf } from '../../support/node.mts';

const node = vogentNodeOf();

/** A request that changes nothing. */
export const reading: Attempt = {
	node,
	itemIndex: 3,
	method: 'GET',
	url: '/voices',
	apiKey: 'key-1234',
};

/** A request that makes a voice. */
export const cloning: Attempt = {
	...reading,
	method: 'POST',
	url: '/clone',
	creates: 'voice',
};

/** What the user is told where a voice may have been made. */
export const OUTCOME_UNKNOWN =
	'The voice may still have been created. Check in Vogent before you run this again, or you may get a second one.';

/** As n8n's request helper throws it: wrapped, with the code in `httpCode`, and Node's words in `messages`. */
export const thrown = (code: string, message = `${code} of key-1234`) =>
	new NodeApiError(node, { message, code });

/** What the user sees of a failure, and what the node makes of it. */
export function shown({ error, ...rest }: ReturnType<typeof statusFailure>) {
	const { message, description, context } = error;
	const httpCode = error instanceof NodeApiError ? error.httpCode : undefined;
	return { message, description, httpCode, ...rest, mayExist: context.mayExist };
}
