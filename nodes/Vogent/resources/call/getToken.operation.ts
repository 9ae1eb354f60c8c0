import { dialIdField } from '../../descriptions/locators';
import { dialPath, readDialId } from '../../dial';
import type { ItemResult, ItemRun, Operation } from '../../operation';
import { apiRequest } from '../../transport/request';

/** Gives a new `dialToken`, with which a browser joins the call. Throws what `apiRequest` throws. API page: "Dial Token". */
async function run(item: ItemRun): Promise<ItemResult[]> {
	const path = dialPath(readDialId(item), '/token');
	const json = await apiRequest(item, { method: 'POST', path, expects: 'dialToken' });
	return [{ json }];
}

export const getToken: Operation = {
	value: 'getToken',
	name: 'Get Token',
	action: 'Get the token of a call',
	description: 'Get a token with which a browser joins the call',
	worksAsTool: true,
	fields: [dialIdField],
	run,
};
