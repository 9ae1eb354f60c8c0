import { pausing } from './pausing';

/** Lets a job go on, and gives it. API page: "Pause Batch Dial Job". */
export const resume = pausing(false, {
	value: 'resume',
	name: 'Resume',
	action: 'Resume a call batch (costs money)',
	description: 'Start a call batch, or let a paused one go on. Costs money.',
});
