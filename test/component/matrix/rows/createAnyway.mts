import type { Section } from '../table.mts';

/** Two clips, Anna and Bea; the fault hits Bea's upload. */
export const createAnyway: readonly Section[] = [
	{
		operation: 'Clone: Create Anyway',
		rows: [
			['403', 'lasting', 'stop', 'fault', 2, 0, 1],
			['404', 'lasting', 'stop', 'fault', 2, 0, 1],
			['413', 'lasting', 'stop', 'fault', 2, 0, 1],
			['422', 'lasting', 'stop', 'fault', 2, 0, 1],
			['301', 'lasting', 'stop', 'fault', 2, 0, 1],

			['429', 'once', 'stop', 'works', 3, 0, 2],
			['429, date', 'lasting', 'stop', 'fault', 4, 0, 1],
			['503', 'lasting', 'error output', 'fault', 4, 0, 1],
			['refused', 'once', 'continue', 'works', 2, 0, 2],
			['unknown host', 'lasting', 'stop', 'fault', 0, 0, 0],

			['409', 'lasting', 'stop', 'fault', 2, 1, 1],
			['500, made', 'lasting', 'stop', 'fault', 2, 1, 2],
			['502', 'lasting', 'stop', 'fault', 2, 1, 1],

			['reset in upload', 'lasting', 'stop', 'fault', 2, 1, 1],
			['cut, made', 'lasting', 'stop', 'fault', 2, 1, 2],
			['stall', 'lasting', 'stop', 'fault', 2, 1, 1],
			['stall in answer, made', 'once', 'stop', 'fault', 2, 1, 2],

			['page', 'lasting', 'stop', 'fault', 2, 1, 1],
			['no id, made', 'lasting', 'stop', 'fault', 2, 1, 2],

			['late', 'lasting', 'stop', 'works', 2, 0, 2],
			['drip', 'once', 'continue', 'works', 2, 0, 2],
		],
	},
	{
		operation: 'Clone: Create Anyway',
		hits: 'both',
		besides: 'for both clips at the same time',
		rows: [
			['400', 'lasting', 'stop', 'fault', 2, 0, 0],
			['429, 0 s', 'lasting', 'continue', 'fault', 6, 0, 0],
		],
	},
];
