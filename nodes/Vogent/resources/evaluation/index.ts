import type { Resource } from '../../operation';
import { addRecord } from './addRecord.operation';
import { cancelRun } from './cancelRun.operation';
import { createConfiguration } from './createConfiguration.operation';
import { deleteRecord } from './deleteRecord.operation';
import { getAllConfigurations } from './getAllConfigurations.operation';
import { getAllRecords } from './getAllRecords.operation';
import { getAllResults } from './getAllResults.operation';
import { getAllRuns } from './getAllRuns.operation';
import { getConfiguration } from './getConfiguration.operation';
import { getRecord } from './getRecord.operation';
import { getResult } from './getResult.operation';
import { getRun } from './getRun.operation';
import { run } from './run.operation';
import { runAndWait } from './runAndWait.operation';
import { updateConfiguration } from './updateConfiguration.operation';
import { updateRecord } from './updateRecord.operation';

/** Evaluations of agents. API pages: "Evaluations". */
export const evaluation: Resource = {
	value: 'evaluation',
	name: 'Evaluation',
	operations: [
		getAllConfigurations,
		createConfiguration,
		getConfiguration,
		updateConfiguration,
		addRecord,
		deleteRecord,
		getAllRecords,
		getRecord,
		updateRecord,
		run,
		runAndWait,
		cancelRun,
		getAllRuns,
		getRun,
		getAllResults,
		getResult,
	],
};
