import { parseArgs } from 'node:util';

import { SIZES } from './cases.mts';

/** What was asked for on the command line. */
export interface Options {
	/** How often each contender uploads each case. */
	runs: number;
	/** Single clips, in MB. */
	sizes: number[];
	/** Only single clips, and only where n8n keeps files on disk. */
	isSingleOnly: boolean;
	/** Only these cases, by their ids; all if left out. */
	only: string[] | undefined;
	/** Whether the page of the documentation is written: from a run of everything. */
	isPageWritten: boolean;
}

const RUNS = 3;
const QUICK_SIZES = [1, 10];

export const USAGE = `npm run bench -- [--runs ${RUNS}] [--sizes ${SIZES.join(',')} | --only ID,… | --quick]

  --runs N    how often each contender uploads each clip; the median counts
  --sizes …   only single clips of these sizes (MB); writes nothing
  --only …    only these cases, such as many-20 or database-50; writes nothing
  --quick     the sizes ${QUICK_SIZES.join(' and ')} once; writes nothing
`;

/**
 * Reads the command line.
 *
 * @throws {Error} for an option that there is not, or a value that is none
 */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			runs: { type: 'string' },
			sizes: { type: 'string' },
			only: { type: 'string' },
			quick: { type: 'boolean', default: false },
		},
	});
	const { quick, sizes } = values;
	const only = values.only?.split(',');
	const isSingleOnly = quick || sizes !== undefined;
	const runs = whole('--runs', values.runs ?? (quick ? '1' : String(RUNS)));
	return {
		runs,
		sizes: sizes?.split(',').map((size) => whole('--sizes', size)) ?? (quick ? QUICK_SIZES : SIZES),
		isSingleOnly,
		only,
		isPageWritten: !isSingleOnly && only === undefined && runs >= RUNS,
	};
}

function whole(option: string, text: string): number {
	if (!/^[1-9]\d*$/.test(text.trim())) throw new Error(`${option}: "${text}" is no whole number`);
	return Number(text);
}
