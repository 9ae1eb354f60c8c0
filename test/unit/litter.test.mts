import { GCProfiler } from 'node:v8';

import { expect, test } from '@jest/globals';

import { Litter } from '../../nodes/Vogent/transport/litter.ts';

/** How often V8 collects what is young meanwhile. */
function quickCollections(times: number, leave: (litter: Litter) => void): number {
	const profiler = new GCProfiler();
	const litter = new Litter();
	profiler.start();
	for (let time = 0; time < times; time++) leave(litter);
	const { statistics } = profiler.stop();
	return statistics.filter(({ gcType }) => gcType === 'Scavenge').length;
}

test('litter makes V8 collect what is young', () => {
	expect(quickCollections(400, (litter) => litter.add(524_288))).toBeGreaterThan(1);
});

test('so does what is left for the beginning of a large file', () => {
	expect(quickCollections(3, (litter) => litter.begin())).toBeGreaterThan(1);
});

test('there is no more of it than for a chunk, however large the file in memory', () => {
	expect(quickCollections(2, (litter) => litter.add(2_000_000_000))).toBeLessThan(2);
});
