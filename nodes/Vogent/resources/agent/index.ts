import type { Resource } from '../../operation';
import { create } from './create.operation';
import { deleteAgent } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** Agents. API pages: "Agents". */
export const agent: Resource = {
	value: 'agent',
	name: 'Agent',
	operations: [getAll, create, deleteAgent, update],
};
