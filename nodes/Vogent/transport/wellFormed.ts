import { NodeOperationError } from 'n8n-workflow';

import type { ApiCaller } from './caller';

/**
 * Refuses content with half of a surrogate pair in a text, which would reach the service as another character: what has
 * such a name could never be found by it. Throws a NodeOperationError that names the member.
 */
export function assertWellFormed({ context, itemIndex }: ApiCaller, content: unknown): void {
	JSON.stringify(content, (key, value: unknown) => {
		if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
		throw new NodeOperationError(
			context.getNode(),
			`"${key.toWellFormed()}" has half of a character in it`,
			{
				itemIndex,
				description:
					'Nothing was sent. The text was cut in the middle of an emoji or of a rare letter: check the expression that cuts it.',
			},
		);
	});
}
