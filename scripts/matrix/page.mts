import { markdownTable } from '../docs/table.mts';
import { writeBetweenMarks } from '../docs/written.mts';
import type { Column } from './column.mts';

const HEAD = ['n8n', 'Files are kept', 'Passed', 'Failed', 'Left out', 'Minutes'];

/** What n8n calls the modes, in words. */
const MODES = {
	default: 'in memory (`default`)',
	filesystem: 'in files (`filesystem`)',
	database: 'in the database (`database`)',
};

/** The table, with what failed and what was left out below it. */
export function printed(columns: Column[]): string {
	const below = [...failures(columns), ...reasons(columns)];
	return [markdownTable(HEAD, columns.map(cells)), '', ...below].join('\n');
}

/** Writes the table into docs/matrix.md, in place of the one before. */
export async function writePage(columns: Column[]): Promise<void> {
	const date = new Date().toISOString().slice(0, 10);
	await writeBetweenMarks('matrix.md', 'npm run test:matrix', [
		`Run on ${date} with Node ${process.versions.node} and SQLite.`,
		markdownTable(HEAD, columns.map(cells)),
		[...failures(columns), ...reasons(columns)].map((line) => `- ${line}`).join('\n'),
	]);
}

function cells({ version, mode, passed, failures, leftOut, seconds }: Column): string[] {
	const tests = leftOut.reduce((total, one) => total + (one.tests ?? 0), 0);
	const files = leftOut.filter((one) => one.tests === undefined).length;
	const left = [
		...(tests > 0 ? [`${tests} ${tests === 1 ? 'test' : 'tests'}`] : []),
		...(files > 0 ? [`${files} ${files === 1 ? 'file' : 'files'}`] : []),
	];
	return [
		version,
		MODES[mode],
		String(passed),
		String(failures.length),
		left.join(', ') || 'nothing',
		(seconds / 60).toFixed(1),
	];
}

/** A line for each failure. */
function failures(columns: Column[]): string[] {
	return columns.flatMap(({ version, mode, failures: lines }) =>
		lines.map((line) => `Failed on n8n ${version}, ${mode}: ${line}`),
	);
}

/** A line for each reason why something was left out somewhere. */
function reasons(columns: Column[]): string[] {
	const lines = new Map<string, Set<string>>();
	for (const { version, mode, leftOut } of columns) {
		for (const { entry } of leftOut) {
			const names = entry.tests?.map((name) => `"${name}"`) ?? ['all of it'];
			const what = `test/e2e/${entry.file}: ${names.join(', ')}`;
			const key = `${what}: ${entry.reason}`;
			const where = entry.modes === undefined ? version : `${version} ${mode}`;
			lines.set(key, (lines.get(key) ?? new Set()).add(where));
		}
	}
	return [...lines].map(([what, where]) => `Left out on ${[...where].join(', ')}: ${what}`);
}
