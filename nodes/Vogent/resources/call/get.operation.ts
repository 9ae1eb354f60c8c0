import { dialIdField } from '../../descriptions/locators';
import { simplifyField } from '../../descriptions/simplify';
import { getDial, readDialId, simplifyDial } from '../../dial';
import { readBoolean } from '../../fields';
import type { ItemResult, ItemRun, Operation } from '../../operation';

/** Gives a call, simplified or whole (`Dial`). Throws what `apiRequest` throws. API page: "Get Dial". */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const dial = await getDial(item, readDialId(item));
	return [{ json: readBoolean(item, 'simplify', true) ? simplifyDial(dial) : dial }];
}

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a call',
	description: 'Get the status, the result and the transcript of a call',
	worksAsTool: true,
	fields: [dialIdField, simplifyField],
	run,
};
