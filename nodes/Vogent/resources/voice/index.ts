import type { Resource } from '../../operation';
import { clone } from './clone.operation';
import { getAll } from './getAll.operation';

/** Voices. API pages: "Voices". */
export const voice: Resource = {
	value: 'voice',
	name: 'Voice',
	operations: [clone, getAll],
};
