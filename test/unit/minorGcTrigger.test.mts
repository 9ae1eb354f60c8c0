import { GCProfiler } from 'node:v8';

import { expect, test } from '@jest/globals';

import { MinorGcTrigger } from '../../nodes/Vogent/transport/minorGcTrigger.ts';

/** How often V8 collects what is young while files of this size are read, in so many chunks of so many bytes each. */
function quickCollections(files: number, fileBytes: number, chunks: number, bytes: number): number {
	const profiler = new GCProfiler();
	profiler.start();
	for (let file = 0; file < files; file++) {
		const trigger = new MinorGcTrigger(fileBytes);
		for (let chunk = 0; chunk < chunks; chunk++) trigger.add(bytes);
	}
	const { statistics } = profiler.stop();
	return statistics.filter(({ gcType }) => gcType === 'Scavenge').length;
}

test('its garbage makes V8 collect what is young', () => {
	expect(quickCollections(1, 1, 400, 524_288)).toBeGreaterThan(1);
});

test('so does what is allocated for the first chunk of a large file', () => {
	expect(quickCollections(3, 40_000_000, 1, 1000)).toBeGreaterThan(1);
});

test.each([
	['a file that comes in one piece', 2_000_000_000, 2_000_000_000],
	['a file that is not large', 30_000_000, 1000],
])('there is little of it for %s', (_, fileBytes, bytes) => {
	expect(quickCollections(2, fileBytes, 1, bytes)).toBeLessThan(2);
});
