import type { Section } from '../table.mts';

const CREATE = 'Clone: Create Anyway';
const REUSE = 'Clone: Use Existing Voice';
const AGAIN = {
	error: 'An earlier try of this execution may have created this voice, so it was not sent again',
};

/** n8n runs the node two times at most. */
export const retryOnFail: readonly Section[] = [
	{
		operation: CREATE,
		retryOnFail: true,
		rows: [
			['400', 'lasting', 'stop', 'fault', 3, 0, 1],
			['400', 'once', 'stop', 'works', 3, 0, 2, ['done earlier']],
			['307', 'once', 'stop', 'works', 3, 0, 2, ['done earlier']],
			['429, 0 s', 'lasting', 'stop', 'fault', 7, 0, 1],
			['503', 'once', 'stop', 'works', 3, 0, 2],
			['refused', 'lasting', 'stop', 'fault', 0, 0, 0],
			['500', 'once', 'stop', AGAIN, 2, 2, 1],
			['502, made', 'lasting', 'stop', AGAIN, 2, 2, 2],
			['reset', 'lasting', 'stop', AGAIN, 2, 2, 1],
			['reset, made', 'once', 'stop', AGAIN, 2, 2, 2],
			['stall, made', 'lasting', 'stop', AGAIN, 2, 2, 2],
			['broken, made', 'once', 'stop', AGAIN, 2, 2, 2],
			// n8n looks at the first item alone: an error of the second does not make it run the node again.
			['400', 'once', 'continue', 'fault', 2, 0, 1],
		],
	},
	{
		operation: CREATE,
		retryOnFail: true,
		hits: 'first',
		besides: 'for the first clip',
		rows: [
			['400', 'once', 'error output', 'works', 3, 0, 2, ['done earlier']],
			['503', 'once', 'continue', 'works', 3, 0, 2],
			['500', 'once', 'continue', AGAIN, 2, 2, 1, ['done earlier']],
		],
	},
	{
		operation: REUSE,
		retryOnFail: true,
		rows: [
			['400', 'once', 'stop', 'works', 3, 3, 2, ['done earlier']],
			['500, made', 'once', 'stop', 'works', 2, 3, 2, ['found again']],
			['reset', 'lasting', 'stop', 'fault', 7, 'again and again', 1],
		],
	},
	{
		operation: REUSE,
		retryOnFail: true,
		besides: 'and 500 to the three look-ups after it',
		also: { path: '/voices', skip: 2, times: 3, status: 500 },
		rows: [['empty, made', 'once', 'stop', 'works', 2, 6, 2, ['done earlier', 'found again']]],
	},
	{
		operation: 'Clone: Fail',
		retryOnFail: true,
		rows: [
			['400', 'once', 'stop', 'works', 3, 3, 2, ['done earlier']],
			['reset, made', 'once', 'stop', AGAIN, 2, 4, 2],
		],
	},
];
