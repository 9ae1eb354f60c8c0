import { getMany } from '../../operations/getMany';
import { lists } from '../../transport/lists';

/** Lists the configurations of evaluations. API page: "List Eval Configs". */
export const getAllConfigurations = getMany({
	value: 'getAllConfigurations',
	name: 'Get Many Configurations',
	action: 'Get many evaluation configurations',
	description: 'List your evaluation configurations, with their IDs',
	...lists.evalConfigs,
});
