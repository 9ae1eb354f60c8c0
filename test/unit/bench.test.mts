import { describe, expect, test } from '@jest/globals';

import { barsOf, verdict } from '../../scripts/bench/bars.mts';
import { CASES, type Case } from '../../scripts/bench/cases.mts';
import { median, ratio, summarize } from '../../scripts/bench/figures.mts';
import { barTable } from '../../scripts/bench/table.mts';

function caseOf(id: string): Case {
	const found = CASES.find((one) => one.id === id);
	if (found === undefined) throw new Error(`There is no case ${id}`);
	return found;
}

describe('the figures of the bench', () => {
	test('are medians: one run that something else has disturbed does not count', () => {
		expect(median([3, 100, 1])).toBe(3);
		expect(median([4, 1, 3, 2])).toBe(2.5);
		expect(summarize({ node: [{ seconds: 1 }, { seconds: 90 }, { seconds: 2 }] })).toEqual({
			node: { seconds: 2 },
		});
	});

	test('give memory and processor time over a workflow that does nothing with the clip', () => {
		const results = summarize({
			nothing: [{ seconds: 0, cpuSeconds: 4, peakMB: 400 }],
			http: [{ seconds: 2, cpuSeconds: 6, peakMB: 600 }],
			curl: [{ seconds: 1, cpuOverSeconds: 0.5 }],
		});
		expect(results.http).toMatchObject({ cpuOverSeconds: 2, peakOverMB: 200 });
		expect(results.curl).toEqual({ seconds: 1, cpuOverSeconds: 0.5 });
		expect(ratio(results, 'http', 'curl')).toBe(2);
	});

	test('have no ratio to a curl that is missing', () => {
		expect(ratio({ node: { seconds: 1 } }, 'node', 'curl')).toBeUndefined();
	});
});

describe('the bars of the bench', () => {
	const results = {
		node: { seconds: 0.9, peakMB: 520, peakOverMB: 25 },
		http: { seconds: 1, peakMB: 519 },
		curl: { seconds: 0.6 },
	};
	const verdicts = (id: string) => barsOf(caseOf(id), results).map(verdict);

	test('are stricter about time from 200 MB on, where curl is the measure too', () => {
		expect(verdicts('filesystem-50')).toEqual(['met', 'met']);
		expect(verdicts('filesystem-200')).toEqual(['met', 'missed', 'met']);
		expect(verdicts('filesystem-800')).toEqual(['met', 'missed']);
	});

	test('allow more memory for 20 clips at a time than for one', () => {
		const over = { ...results, node: { ...results.node, peakOverMB: 60 } };
		expect(barsOf(caseOf('many-20'), over).map(verdict)).toEqual(['met', 'met']);
		expect(barsOf(caseOf('filesystem-1'), over).map(verdict)).toEqual(['missed', 'met']);
	});

	test('allow no more memory than the HTTP Request node takes where files are not on disk', () => {
		expect(verdicts('default-50')).toEqual(['missed']);
		expect(verdicts('database-200')).toEqual(['missed']);
	});

	test('are neither met nor missed without curl', () => {
		const withoutCurl = { node: results.node, http: results.http };
		const bars = barsOf(caseOf('filesystem-200'), withoutCurl);
		expect(bars.map(verdict)).toEqual(['met', 'missed', 'not measured']);
		expect(barTable(bars)).toContain('| 1.50 × | – | not measured |');
	});
});
