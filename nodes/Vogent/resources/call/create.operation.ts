import { createOnce } from '../../execution/createOnce';
import type { ItemResult, ItemRun } from '../../execution/run';
import type { Operation } from '../../operation';
import { callFields, readCall } from './callFields';
import { checkCalls, maxCallsOption } from './checkCalls';

/**
 * Places the item's call, and gives `dialId`, `sessionId` and `dialToken`. A call whose outcome is unknown is never
 * placed again. Throws a NodeOperationError for a bad field, and what `createOnce` throws.
 * API page: "Create Dial" (`POST /dials`).
 */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const { name, body, idempotencyKey } = readCall(item);
	const json = await createOnce(item, {
		name,
		request: async () => ({
			method: 'POST',
			path: '/dials',
			body,
			expects: 'dialId',
			hasKey: idempotencyKey !== undefined,
		}),
		idempotencyKey,
		present: ({ dialId, ...others }) => ({ dialId, ...others }),
	});
	return [{ json }];
}

export const create: Operation = {
	value: 'create',
	name: 'Create',
	// As a tool of an AI agent, the model is told this, and not the description.
	action: 'Create a call (costs money)',
	description:
		'Let an agent call a phone number, or start a call that somebody joins from a browser. Costs money.',
	creates: 'call',
	worksAsTool: true,
	fields: callFields,
	options: [maxCallsOption.property],
	check: checkCalls,
	run,
};
