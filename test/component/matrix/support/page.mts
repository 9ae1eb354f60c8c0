import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { markdownTable } from '../../../../scripts/docs/table.mts';
import type { Fault, MatrixRow } from '../table.mts';
import { formatted } from './formatted.mts';
import type { Outcome } from './runRow.mts';
import { userViewOf } from './userView.mts';

const PAGE = join(import.meta.dirname, '../../../../docs/reliability.md');
const TABLE = /(?<=<!-- matrix:start -->\n)[\s\S]*(?=<!-- matrix:end -->)/;

const OPERATIONS: Array<MatrixRow['operation']> = [
	'Clone: Create Anyway',
	'Clone: Use Existing Voice',
	'Clone: Fail',
	'Get Many',
];

type Verdict = 'works' | 'found' | 'error' | 'unknown';

/** What became of the item, where the fault lasted and where it happened once. */
type Verdicts = Partial<Record<MatrixRow['lasts'], Verdict>>;

/** A line of the summary: what was seen of a kind of faults, for each operation. */
type Line = Partial<Record<MatrixRow['operation'], Verdicts>>;

/**
 * The page as it is, and as it would be with what was seen.
 *
 * @throws {Error} where the page has no place for the table, or where faults of one kind ended differently
 */
export async function readPage(seen: Outcome[]): Promise<{ page: string; wanted: string }> {
	const page = await readFile(PAGE, 'utf8');
	if (!TABLE.test(page)) throw new Error(`${PAGE} has no markers for the table`);
	const table = markdownTable(
		['What happens', 'Retry On Fail', ...OPERATIONS],
		[...summaryOf(seen)].map(([firstCells, line]) => [
			firstCells,
			...OPERATIONS.map((operation) => textOf(line[operation] ?? {})),
		]),
	);
	const filled = page.replace(TABLE, () => `\n${table}\n\n`);
	return { page, wanted: await formatted(filled, PAGE) };
}

/** Writes the page. */
export async function writePage(text: string): Promise<void> {
	await writeFile(PAGE, text);
}

/** A line for each kind of faults, by its first two cells; without the rows in which more happens besides. */
function summaryOf(seen: Outcome[]): Map<string, Line> {
	const lines = new Map<string, Line>();
	for (const outcome of seen) {
		const { operation, fault, besides, onError, retryOnFail = false, lasts } = outcome.row;
		// With Continue, n8n runs the node again only for the first item.
		if (besides !== undefined || (retryOnFail && onError !== 'stop')) continue;
		const firstCells = `${kindOf(fault)} | ${retryOnFail ? 'on' : 'off'}`;
		const line = lines.get(firstCells) ?? {};
		const verdict = verdictOf(outcome);
		const before = line[operation]?.[lasts] ?? verdict;
		if (before !== verdict)
			throw new Error(`${firstCells}, ${operation}: ${before}, and ${verdict}`);
		lines.set(firstCells, { ...line, [operation]: { ...line[operation], [lasts]: verdict } });
	}
	const isRetried = ([firstCells]: [string, Line]) => Number(firstCells.endsWith('| on'));
	return new Map([...lines].sort((one, other) => isRetried(one) - isRetried(other)));
}

function kindOf({ answer = {}, connection }: Fault): string {
	const { status = 200, hangUp, stall, processFirst, delayMs, dripMs } = answer;
	const isMade = processFirst ?? [hangUp, stall].includes('mid-answer');
	const outcome = isMade ? ', but done' : ', nothing done';
	if (connection !== undefined) return 'Vogent not reached';
	if (hangUp !== undefined) return `Connection lost${outcome}`;
	if (stall !== undefined) return `No answer in time${outcome}`;
	if (delayMs !== undefined || dripMs !== undefined) return 'Slow answer';
	if (status < 300) return `Unreadable answer${outcome}`;
	if (status < 400) return 'Redirect';
	if (status === 409) return '409';
	if (status === 429 || status === 503) return '429, 503';
	return status < 500 ? '400 to 404, 413, 422' : `500, 502, 504${outcome}`;
}

function verdictOf(outcome: Outcome): Verdict {
	const view = userViewOf(outcome);
	if (view.errors.length > 0) {
		return /may (still )?have (been )?created/.test(view.text) ? 'unknown' : 'error';
	}
	const isFound = view.hints.some((hint) => hint.includes('found by its name'));
	return isFound ? 'found' : 'works';
}

/** What works where the fault happens once has been tried again. */
function textOf({ lasting, once }: Verdicts): string {
	if (once === 'works' && lasting !== 'works') return 'tried again';
	return once ?? lasting ?? '';
}
