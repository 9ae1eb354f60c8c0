import type { Resource } from '../../operation';
import { buy } from './buy.operation';
import { createSipUsername } from './createSipUsername.operation';
import { deletePhoneNumber } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { importSip } from './importSip.operation';
import { searchAvailable } from './searchAvailable.operation';
import { update } from './update.operation';

/** Phone numbers of the workspace. API pages: "Phone Numbers". */
export const phoneNumber: Resource = {
	value: 'phoneNumber',
	name: 'Phone Number',
	operations: [
		getAll,
		buy,
		createSipUsername,
		deletePhoneNumber,
		get,
		importSip,
		searchAvailable,
		update,
	],
};
