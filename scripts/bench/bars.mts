import { MODE_NAMES, type Case } from './cases.mts';
import { ratio, type Results } from './figures.mts';

/** What the node is held to. */
export interface Bar {
	what: string;
	/** Undefined where it could not be measured. */
	measured: number | undefined;
	atMost: number;
	unit: string;
}

const MAX_MB_OF_ONE_CLIP = 25;
const MAX_MB_OF_MANY = 60;
/** From so many MB on, the node is to be clearly faster than the HTTP Request node. */
const LARGE_MB = 200;
const MAX_RATIO_TO_HTTP_REQUEST_OF_LARGE = 0.8;
const MAX_RATIO_TO_HTTP_REQUEST = 1;
const MAX_RATIO_TO_CURL = 1.5;
const COMPARED_WITH_CURL_MB = 200;
const COMPARED_CONCURRENCY = 20;

/** The bars of a case, and what was measured. */
export function barsOf(one: Case, results: Results): Bar[] {
	const title = `${one.title} (${MODE_NAMES[one.mode]})`;
	const memory = `${title}: peak memory`;
	if (one.mode !== 'filesystem') {
		const atMost = results.http?.peakMB;
		if (atMost === undefined) return [];
		const what = `${memory}, against the HTTP Request node's`;
		return [{ what, measured: results.node?.peakMB, atMost, unit: 'MB' }];
	}
	const bars: Bar[] = [];
	const isOne = one.clips === 1;
	if (isOne || one.concurrency === COMPARED_CONCURRENCY) {
		bars.push({
			what: `${memory} over doing nothing`,
			measured: results.node?.peakOverMB,
			atMost: isOne ? MAX_MB_OF_ONE_CLIP : MAX_MB_OF_MANY,
			unit: 'MB',
		});
	}
	bars.push({
		what: `${title}: time, against the HTTP Request node's`,
		measured: ratio(results, 'node', 'http'),
		atMost:
			one.megabytes >= LARGE_MB ? MAX_RATIO_TO_HTTP_REQUEST_OF_LARGE : MAX_RATIO_TO_HTTP_REQUEST,
		unit: '×',
	});
	if (isOne && one.megabytes === COMPARED_WITH_CURL_MB) {
		bars.push({
			what: `${title}: time, against curl's`,
			measured: ratio(results, 'node', 'curl'),
			atMost: MAX_RATIO_TO_CURL,
			unit: '×',
		});
	}
	return bars;
}

/** Whether a bar is met; one that could not be measured is neither met nor missed. */
export function verdict({ measured, atMost }: Bar): 'met' | 'missed' | 'not measured' {
	if (measured === undefined) return 'not measured';
	return measured <= atMost ? 'met' : 'missed';
}
