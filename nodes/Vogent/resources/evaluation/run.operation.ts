import { create } from '../../operations/create';
import { runRequest } from './runFields';

/** Starts an evaluation of an agent, and gives the run. API page: "Create Eval Run". */
export const run = create({
	...runRequest,
	value: 'run',
	name: 'Run',
	action: 'Run an evaluation (may cost money)',
	description: 'Evaluate a prompt version of an agent. May cost money. Get Run returns the result.',
});
