import { dialIdField } from '../../descriptions/locators';
import { dialPath, readDialId } from '../../dial';
import type { ItemResult, ItemRun, Operation } from '../../operation';
import { apiRequest } from '../../transport/request';

/** Ends a call, and gives `success`. Throws what `apiRequest` throws. API page: "Hang Up Dial". */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const path = dialPath(readDialId(item), '/hangup');
	return [{ json: await apiRequest(item, { method: 'POST', path }) }];
}

export const hangup: Operation = {
	value: 'hangup',
	name: 'Hang Up',
	action: 'Hang up a call',
	description: 'End a call that is going on',
	worksAsTool: true,
	fields: [dialIdField],
	run,
};
