import type { Resource } from '../../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** What is read from conversations. API pages: "Extractors". */
export const extractor: Resource = {
	value: 'extractor',
	name: 'Extractor',
	operations: [getAll, create, get, update],
};
