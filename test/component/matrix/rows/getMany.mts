import type { Section } from '../table.mts';

const GET_MANY = 'Get Many';

/** All voices, on two pages; the fault hits the second page. */
export const getMany: readonly Section[] = [
	{
		operation: GET_MANY,
		rows: [
			['401', 'once', 'error output', 'fault', 0, 2, 0],
			['403', 'lasting', 'stop', 'fault', 0, 2, 0],
			['404', 'once', 'continue', 'fault', 0, 2, 0],
			['409', 'lasting', 'stop', 'fault', 0, 2, 0],
			['413', 'once', 'continue', 'fault', 0, 2, 0],
			['422', 'lasting', 'stop', 'fault', 0, 2, 0],
			['301', 'once', 'stop', 'fault', 0, 2, 0],
			['307', 'lasting', 'continue', 'fault', 0, 2, 0],
			['429', 'lasting', 'stop', 'fault', 0, 4, 0],
			['429, 0 s', 'once', 'stop', 'works', 0, 3, 0],
			['429, 1 s', 'once', 'continue', 'works', 0, 3, 0],
			['429, date', 'once', 'stop', 'works', 0, 3, 0],
			['503', 'lasting', 'continue', 'fault', 0, 4, 0],
			['502', 'lasting', 'continue', 'fault', 0, 4, 0],
			['504', 'once', 'continue', 'works', 0, 3, 0],
			['refused', 'lasting', 'continue', 'fault', 0, 0, 0],
			['refused', 'once', 'stop', 'works', 0, 2, 0],
			['unknown host', 'lasting', 'stop', 'fault', 0, 0, 0],
			['reset', 'lasting', 'stop', 'fault', 0, 4, 0],
			['reset', 'once', 'continue', 'works', 0, 3, 0],
			['cut, made', 'lasting', 'continue', 'fault', 0, 4, 0],
			['cut, made', 'once', 'stop', 'works', 0, 3, 0],
			['stall', 'lasting', 'stop', 'fault', 0, 4, 0],
			['stall', 'once', 'continue', 'works', 0, 3, 0],
			['stall in answer, made', 'once', 'stop', 'works', 0, 3, 0],
			['broken, made', 'lasting', 'stop', 'fault', 0, 2, 0],
			['page', 'once', 'continue', 'fault', 0, 2, 0],
			['no rows', 'once', 'stop', 'fault', 0, 2, 0],
			['empty, made', 'lasting', 'continue', 'fault', 0, 2, 0],
			['late', 'lasting', 'stop', 'works', 0, 2, 0],
			['drip', 'lasting', 'continue', 'works', 0, 2, 0],
		],
	},
	{
		operation: GET_MANY,
		retryOnFail: true,
		rows: [
			// A fault that lasts hits the first page of the second run.
			['400', 'lasting', 'stop', 'fault', 0, 3, 0],
			['400', 'once', 'stop', 'works', 0, 4, 0],
			['500', 'once', 'stop', 'works', 0, 3, 0],
			['reset', 'lasting', 'continue', 'fault', 0, 7, 0],
		],
	},
];
