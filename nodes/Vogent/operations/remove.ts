import { isTool } from '../execution/run';
import { propertiesOf, type Field } from '../fields/field';
import type { Operation } from '../operation';
import { isNotFound } from '../transport/errors';
import { sendRequest, type RetryBudget } from '../transport/request';
import { noticeField } from './create';
import { pathOf } from './path';

/** Options for operations that delete something. */
interface Remove extends Pick<Operation, 'action' | 'description'> {
	/** Where it is, with `{}` for the ID. */
	path: string;
	id: Field;
	/** Tells the user what deleting does. */
	notice: string;
}

/**
 * An operation that deletes something, and gives `{ "deleted": true }`. What an earlier try has deleted is not missed.
 * Its `run` throws a NodeOperationError for a bad field, and what `apiRequest` throws. API pages: "Delete …".
 */
export function remove({ action, description, path, id, notice }: Remove): Operation {
	return {
		value: 'delete',
		name: 'Delete',
		action,
		description,
		worksAsTool: true,
		fields: [noticeField(notice), ...propertiesOf([id])],
		run: async (item) => {
			const { context, ledger, itemIndex, settings } = item;
			const at = pathOf(item, path, [id]);
			const asked = isTool(context.getNode()) ? at : undefined;
			const known = ledger.find(itemIndex, asked);
			// Of other nodes the router knows it.
			if (known?.state === 'done') return [{ json: { ...known.json } }];
			const budget: RetryBudget = { left: settings.maxTries, outcomeUnknown: known?.name === at };
			const request = { method: 'DELETE', path: at, mayBeEmpty: true, budget } as const;
			const result = await sendRequest(item, request);
			if ('failure' in result && !(budget.outcomeUnknown && isNotFound(result.failure.error))) {
				if (budget.outcomeUnknown) ledger.write(itemIndex, { name: at, state: 'inDoubt' }, asked);
				throw result.failure.error;
			}
			const json = { deleted: true };
			// n8n may run the node again for all items: those that are done would not be found.
			ledger.write(itemIndex, { name: at, state: 'done', json }, asked);
			return [{ json }];
		},
	};
}
