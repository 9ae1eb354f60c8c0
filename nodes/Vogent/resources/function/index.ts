import type { Resource } from '../../operation';
import { create } from './create.operation';
import { deleteFunction } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** Functions that agents can use in a call. API pages: "Functions". */
export const functionResource: Resource = {
	value: 'function',
	name: 'Function',
	operations: [getAll, create, deleteFunction, get, update],
};
