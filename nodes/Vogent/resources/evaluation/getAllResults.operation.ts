import { readField } from '../../fields/field';
import { switchField } from '../../fields/simple';
import { getMany } from '../../operations/getMany';
import { runField, runPath } from './evaluationFields';

const onlyFailing = switchField({
	name: 'onlyFailing',
	label: 'Only Failing',
	fallback: false,
	description: 'Whether to return only results with at least one alert',
});

/** Lists the results of a run, one a record. API page: "List Eval Run Results". */
export const getAllResults = getMany({
	value: 'getAllResults',
	name: 'Get Many Results',
	action: 'Get many results of an evaluation run',
	description: 'List the results of a run of an evaluation, one per record',
	path: `${runPath}/results`,
	ids: [runField],
	options: [onlyFailing.property],
	keep: (item) =>
		readField(item, onlyFailing, 'options')
			? ({ numAlerts }) => Number(numAlerts ?? 0) > 0
			: undefined,
});
