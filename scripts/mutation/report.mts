import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryDirectory } from '../../test/n8n/paths.mts';

/** A change to the code that no test has noticed. */
export interface Survivor {
	file: string;
	line: number;
	/** The line in which it begins, without the white space around it. */
	code: string;
	/** What was changed into what, on one line. */
	change: string;
}

/** How the tests did on one file. */
export interface FileScore {
	file: string;
	/** Changes that a test has noticed, by a failure or because it took too long. */
	killed: number;
	/** All changes that can be run. */
	total: number;
	/** In percent. */
	score: number;
	survivors: Survivor[];
}

interface Place {
	line: number;
	column: number;
}

/** What we read of the report of Stryker (its mutation testing report schema). */
interface Report {
	files: Record<
		string,
		{
			source: string;
			mutants: Array<{
				status: string;
				replacement?: string;
				location: { start: Place; end: Place };
			}>;
		}
	>;
}

const KILLED = ['Killed', 'Timeout'];
const SURVIVED = ['Survived', 'NoCoverage'];

const REPORT = path.join(repositoryDirectory, '.cache/mutation/report.json');

/** Reads the report of a run, the files in the order of their names; none where there is no report since then. */
export async function readReport({ since }: { since: Date }): Promise<FileScore[]> {
	if (!existsSync(REPORT) || statSync(REPORT).mtime < since) return [];
	const { files } = JSON.parse(await readFile(REPORT, 'utf8')) as Report;
	return Object.entries(files)
		.map(([name, content]) => scoreOf(name, content))
		.filter(({ total }) => total > 0)
		.sort((one, other) => (one.file < other.file ? -1 : 1));
}

function scoreOf(file: string, { source, mutants }: Report['files'][string]): FileScore {
	const lines = source.split('\n');
	const killed = mutants.filter(({ status }) => KILLED.includes(status)).length;
	const alive = mutants.filter(({ status }) => SURVIVED.includes(status));
	const survivors = alive.map(({ location: { start, end }, replacement = '' }) => ({
		file,
		line: start.line,
		code: (lines[start.line - 1] ?? '').trim(),
		change: `${onOneLine(textBetween(lines, start, end))} → ${onOneLine(replacement)}`,
	}));
	const total = killed + survivors.length;
	survivors.sort((one, other) => one.line - other.line);
	return { file, killed, total, score: (100 * killed) / total, survivors };
}

/** Lines and columns begin with 1; the end is not included. */
function textBetween(lines: string[], start: Place, end: Place): string {
	const inside = lines.slice(start.line - 1, end.line);
	const last = inside.length - 1;
	inside[last] = (inside[last] ?? '').slice(0, end.column - 1);
	inside[0] = (inside[0] ?? '').slice(start.column - 1);
	return inside.join('\n');
}

const LONGEST = 60;

function onOneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
