import { GCProfiler } from 'node:v8';

import { expect, test } from '@jest/globals';

import { Litter } from '../../nodes/Vogent/transport/litter.ts';

/** How often V8 collects what is young while so many chunks are littered for. */
function quickCollections(chunks: number, bytes: number): number {
	const profiler = new GCProfiler();
	const litter = new Litter();
	profiler.start();
	for (let chunk = 0; chunk < chunks; chunk++) litter.add(bytes);
	const { statistics } = profiler.stop();
	return statistics.filter(({ gcType }) => gcType === 'Scavenge').length;
}

test('litter makes V8 collect what is young', () => {
	expect(quickCollections(400, 524_288)).toBeGreaterThan(1);
});

test('there is no more of it than for a chunk, however large the file in memory', () => {
	expect(quickCollections(2, 2_000_000_000)).toBeLessThan(2);
});
