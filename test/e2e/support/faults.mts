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

/** So many different whole numbers from 0 to `limit` - 1, in random order; the same ones for the same seed. */
export function randomPositions(count: number, limit: number, seed: number): number[] {
	const random = generator(seed);
	const positions = new Set<number>();
	while (positions.size < count) positions.add(Math.floor(random() * limit));
	return [...positions];
}

/** Numbers from 0 to 1, as a linear congruential generator makes them. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
