import { pausing } from './pausing';

/** Stops a job for a while, and gives it. API page: "Pause Batch Dial Job". */
export const pause = pausing(true, {
	value: 'pause',
	name: 'Pause',
	action: 'Pause a call batch',
	description: 'Stop a call batch from making calls until it is resumed',
});
