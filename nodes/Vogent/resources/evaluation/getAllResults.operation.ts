import { readBoolean } from '../../fields/read';
import { getMany } from '../../operations/getMany';
import { runField, runPath } from './evaluationFields';

/** Lists the results of a run, one a record. API page: "List Eval Run Results". */
export const getAllResults = getMany({
	value: 'getAllResults',
	name: 'Get Many Results',
	action: 'Get many results of an evaluation run',
	description: 'List the results of a run of an evaluation, one per record',
	path: `${runPath}/results`,
	ids: [runField],
	options: [
		{
			displayName: 'Only Failing',
			name: 'onlyFailing',
			type: 'boolean',
			default: false,
			description: 'Whether to return only results with at least one alert',
		},
	],
	keep: (item) =>
		readBoolean(item, 'options.onlyFailing', false)
			? ({ numAlerts }) => Number(numAlerts ?? 0) > 0
			: undefined,
});
