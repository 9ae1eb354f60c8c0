import type { Resource } from '../../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** Versions of the prompts that agents follow. API pages: "Versioned Prompts". */
export const prompt: Resource = {
	value: 'prompt',
	name: 'Prompt',
	operations: [getAll, create, get, update],
};
