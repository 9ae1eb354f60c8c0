import type { Resource } from '../../operation';
import { addRecord } from './addRecord.operation';
import { getAllConfigurations } from './getAllConfigurations.operation';
import { getAllRuns } from './getAllRuns.operation';
import { run } from './run.operation';

/** Evaluations of agents. API pages: "Evaluations". */
export const evaluation: Resource = {
	value: 'evaluation',
	name: 'Evaluation',
	operations: [getAllConfigurations, addRecord, getAllRuns, run],
};
