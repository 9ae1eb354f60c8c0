import type { Section } from '../table.mts';

const REUSE = 'Clone: Use Existing Voice';
const FAIL = 'Clone: Fail';

/** Each item looks its name up before it uploads. The first two lists are these. */
export const byName: readonly Section[] = [
	{
		operation: REUSE,
		rows: [
			['401', 'once', 'continue', 'fault', 2, 2, 1],
			['429', 'once', 'stop', 'works', 3, 2, 2],
			['503', 'lasting', 'continue', 'fault', 4, 2, 1],
			['refused', 'lasting', 'stop', 'fault', 0, 0, 0],
			['refused', 'once', 'continue', 'works', 2, 2, 2],
			['500', 'lasting', 'stop', 'fault', 4, 'again and again', 1],
			['504', 'once', 'stop', 'works', 3, 'again and again', 2],
			['504, made', 'once', 'error output', 'works', 2, 3, 2, ['found again']],
			['reset', 'once', 'stop', 'works', 3, 'again and again', 2],
			['reset', 'lasting', 'continue', 'fault', 4, 'again and again', 1],
			['reset, made', 'lasting', 'stop', 'works', 2, 3, 2, ['found again']],
			['stall', 'once', 'continue', 'works', 3, 'again and again', 2],
			['stall, made', 'lasting', 'stop', 'works', 2, 3, 2, ['found again']],
			['broken, made', 'lasting', 'stop', 'works', 2, 3, 2, ['found again']],
			['page', 'once', 'stop', 'works', 3, 'again and again', 2],
			['drip', 'lasting', 'stop', 'works', 2, 2, 2],
		],
	},
	{
		operation: REUSE,
		besides: 'the voice is listed 1 s late',
		listedAfterMs: 1000,
		rows: [
			['reset, made', 'once', 'stop', 'works', 2, 'again and again', 2, ['found again']],
			['500, made', 'once', 'continue', 'works', 2, 'again and again', 2, ['found again']],
		],
	},
	{
		operation: REUSE,
		besides: 'the voice is listed 10 s late, Settle Time is 15 s',
		listedAfterMs: 10_000,
		settleSeconds: 15,
		rows: [['cut, made', 'once', 'stop', 'works', 2, 'again and again', 2, ['found again']]],
	},
	{
		operation: REUSE,
		besides: 'on the look-up before the upload',
		on: { path: '/voices', skip: 1 },
		rows: [
			['500', 'lasting', 'continue', 'fault', 1, 4, 1],
			['500', 'once', 'stop', 'works', 2, 3, 2],
			['no rows', 'once', 'stop', 'fault', 1, 2, 1],
		],
	},
	{
		operation: REUSE,
		besides: 'and 500 to every look-up after it',
		also: { path: '/voices', skip: 2, times: 100, status: 500 },
		idIsUnknown: true,
		rows: [
			['reset, made', 'once', 'stop', 'fault', 2, 5, 2],
			['stall, made', 'once', 'continue', 'fault', 2, 5, 2],
		],
	},
	{
		operation: REUSE,
		hits: 'both',
		besides: 'for both clips at the same time',
		rows: [
			['429, 1 s', 'lasting', 'stop', 'fault', 6, 2, 0],
			['500', 'lasting', 'continue', 'fault', 6, 'again and again', 0],
		],
	},
	{
		operation: FAIL,
		rows: [
			['400', 'once', 'stop', 'fault', 2, 2, 1],
			['429, 1 s', 'once', 'continue', 'works', 3, 2, 2],
			['503', 'lasting', 'stop', 'fault', 4, 2, 1],
			['500', 'once', 'stop', 'fault', 2, 3, 1],
			['500, made', 'once', 'continue', 'fault', 2, 3, 2],
			['reset, made', 'once', 'stop', 'fault', 2, 3, 2],
			['stall, made', 'lasting', 'continue', 'fault', 2, 3, 2],
			['broken, made', 'lasting', 'stop', 'fault', 2, 3, 2],
		],
	},
	{
		operation: FAIL,
		besides: 'on the look-up before the upload',
		on: { path: '/voices', skip: 1 },
		rows: [
			['503', 'lasting', 'stop', 'fault', 1, 4, 1],
			['stall', 'once', 'continue', 'works', 2, 3, 2],
		],
	},
];
