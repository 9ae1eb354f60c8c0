import { expect, test } from '@jest/globals';

import { typeErrors } from '../../scripts/test-steps/types.mts';

test('a type error in the summary of npm test names the file, the line and the column', () => {
	const output = [
		"nodes/Vogent/clip/findClip.ts(12,3): error TS2322: Type 'string' is not assignable to type '(a: 1) => 2'.",
		"  Type 'x' is not assignable to type 'y'.",
		'test/unit/a (copy).mts(1,20): error TS6133: It is never read.',
		'Found 2 errors.',
	].join('\n');
	expect(typeErrors(output)).toEqual([
		"nodes/Vogent/clip/findClip.ts:12:3 TS2322: Type 'string' is not assignable to type '(a: 1) => 2'.",
		'test/unit/a (copy).mts:1:20 TS6133: It is never read.',
	]);
	expect(typeErrors('')).toEqual([]);
});
