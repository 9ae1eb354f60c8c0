import type { Resource } from '../../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getCalls } from './getCalls.operation';
import { getQueue } from './getQueue.operation';
import { pause } from './pause.operation';
import { resume } from './resume.operation';
import { update } from './update.operation';

/** Jobs that call many people: the API calls them batch dial jobs. API pages: "Batch Dial Jobs". */
export const callBatch: Resource = {
	value: 'callBatch',
	name: 'Call Batch',
	operations: [getAll, create, get, getCalls, getQueue, pause, resume, update],
};
