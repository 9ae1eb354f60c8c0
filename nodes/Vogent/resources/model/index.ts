import type { Resource } from '../../operation';
import { getAll } from './getAll.operation';

/** Language models. API pages: "Models". */
export const model: Resource = {
	value: 'model',
	name: 'Model',
	operations: [getAll],
};
