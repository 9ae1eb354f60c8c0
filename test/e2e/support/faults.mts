import type { PlannedAnswer } from '../../simulator/client.mts';

const later = { 'retry-after': '0' };

/** One fault of every kind that an upload can meet, after which its voice exists or does not. */
export const everyFault: Array<Omit<PlannedAnswer, 'path'>> = [
	{ status: 500 },
	{ status: 500, processFirst: true },
	{ status: 502 },
	{ status: 502, processFirst: true },
	{ status: 503, headers: later },
	{ status: 429, headers: later },
	{ hangUp: 'before-answer' },
	{ hangUp: 'before-answer', processFirst: true },
	{ hangUp: 'mid-upload', afterBytes: 30_000 },
	{ hangUp: 'mid-answer' },
	{ status: 200, body: '{"id":', processFirst: true },
	{ status: 200, body: { name: 'no id' } },
];
