import { propertiesOf, type BodyField } from '../body/bodyField';
import type { ItemRun, Operation } from '../operation';
import type { Failure } from '../transport/errors';
import { sendRequest } from '../transport/request';
import { noticeOf } from './create';
import { pathWith } from './path';

/** What differs between operations that delete something. */
interface Remove extends Pick<Operation, 'action' | 'description'> {
	/** Where it is, with `{}` for the ID. */
	path: string;
	id: BodyField;
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
		fields: [noticeOf(notice), ...propertiesOf([id])],
		run: async (item) => {
			const at = pathWith(path, id)(item);
			const tries = { left: item.settings.maxTries };
			const result = await sendRequest(item, { method: 'DELETE', path: at, tries });
			const wasSentBefore = tries.left < item.settings.maxTries - 1;
			if ('failure' in result && !(wasSentBefore && isGone(result.failure))) {
				throw result.failure.error;
			}
			return [{ json: writtenDown(item, at) }];
		},
	};
}

function isGone({ error }: Failure): boolean {
	return 'httpCode' in error && error.httpCode === '404';
}

/** n8n may run the node again for all items: those that are done would not be found. */
function writtenDown({ ledger, itemIndex }: ItemRun, name: string) {
	const json = { deleted: true };
	ledger.write(itemIndex, { name, state: 'done', json });
	return json;
}
