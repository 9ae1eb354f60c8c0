/**
 * Who uploads. `nothing` is the workflow that reads the clips and does nothing with them; `bare` sends the file without a
 * form, which is the least that n8n can do.
 */
export const CONTENDERS_IN_N8N = ['nothing', 'node', 'http', 'buffered', 'bare'] as const;
export const CONTENDERS = [...CONTENDERS_IN_N8N, 'curl'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** What one run took, or the medians of several. What is not known of a contender is left out. */
export interface Figures {
	/** The upload alone. */
	seconds?: number;
	/** The whole process, from its start to its end. */
	wholeSeconds?: number;
	/** The time of the processor, of all threads together. */
	cpuSeconds?: number;
	/** The most memory that the process held at once. */
	peakMB?: number;
	/** Over a workflow that does nothing with the clip. */
	cpuOverSeconds?: number;
	/** Over a workflow that does nothing with the clip. */
	peakOverMB?: number;
}

/** Medians for a case, of those who took part. */
export type Results = Partial<Record<Contender, Figures>>;

const FIGURES = [
	'seconds',
	'wholeSeconds',
	'cpuSeconds',
	'peakMB',
	'cpuOverSeconds',
	'peakOverMB',
] as const;

/** The value in the middle; the mean of both where there are two. NaN for none. */
export function median(values: number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.slice((sorted.length - 1) / 2, sorted.length / 2 + 1);
	return middle.reduce((sum, one) => sum + one, 0) / middle.length;
}

/** The median of each figure that any of the runs has. */
export function medians(runs: Figures[]): Figures {
	const result: Figures = {};
	for (const name of FIGURES) {
		const values = runs.flatMap((run) => run[name] ?? []);
		if (values.length > 0) result[name] = median(values);
	}
	return result;
}

/**
 * The medians of all runs of a case. For those that ran in n8n also what was over the workflow that does nothing: of the
 * median, not of each run, since the runs of two workflows do not belong together.
 */
export function summarize(runs: Partial<Record<Contender, Figures[]>>): Results {
	const results: Results = {};
	for (const contender of CONTENDERS) {
		const ofContender = runs[contender];
		if (ofContender !== undefined) results[contender] = medians(ofContender);
	}
	const nothing = results.nothing;
	for (const contender of CONTENDERS_IN_N8N) {
		const figures = results[contender];
		if (contender === 'nothing' || figures === undefined || nothing === undefined) continue;
		const cpuOverSeconds = over(figures.cpuSeconds, nothing.cpuSeconds);
		const peakOverMB = over(figures.peakMB, nothing.peakMB);
		if (cpuOverSeconds !== undefined) figures.cpuOverSeconds = cpuOverSeconds;
		if (peakOverMB !== undefined) figures.peakOverMB = peakOverMB;
	}
	return results;
}

function over(figure: number | undefined, nothing: number | undefined): number | undefined {
	return figure === undefined || nothing === undefined ? undefined : figure - nothing;
}

/** How many times as long as another's upload one's takes; undefined where one of them is not known. */
export function ratio(
	results: Results,
	contender: Contender,
	other: Contender,
): number | undefined {
	const one = results[contender]?.seconds;
	const base = results[other]?.seconds;
	return one === undefined || base === undefined ? undefined : one / base;
}
