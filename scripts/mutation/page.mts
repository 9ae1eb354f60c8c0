import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { markdownTable } from '../docs/table.mts';
import { writeBetweenMarks } from '../docs/written.mts';
import type { FileScore, Survivor } from './report.mts';

const REASONS = path.join(repositoryDirectory, 'test/mutation/survivors.json');

/** Why some changes need no test. */
interface Reason {
	reason: string;
	mutants: Array<{
		file: string;
		/** The line of code that is changed, wherever it stands. */
		code: string;
		/** Which of the changes to it; all of them if left out. */
		change?: string;
	}>;
}

/** Writes the scores and the survivors into docs/mutation.md, in place of those of the run before. */
export async function writePage(scores: FileScore[]): Promise<void> {
	const reasons = JSON.parse(await readFile(REASONS, 'utf8')) as Reason[];
	await writeBetweenMarks('mutation.md', 'npm run test:mutation', [
		await versions(),
		table(scores),
		...survivors(scores, reasons),
	]);
}

async function versions(): Promise<string> {
	const packages = ['@stryker-mutator/core', 'jest', 'n8n-core', 'n8n-workflow'];
	const named = await Promise.all(
		packages.map(async (name) => {
			const file = path.join(repositoryDirectory, 'node_modules', name, 'package.json');
			const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
			return `${name} ${version}`;
		}),
	);
	const date = new Date().toISOString().slice(0, 10);
	return `Run on ${date} with Node ${process.versions.node}, ${named.join(', ')}.`;
}

function table(scores: FileScore[]): string {
	const sum = (count: (score: FileScore) => number) =>
		scores.reduce((total, score) => total + count(score), 0);
	const killed = sum((score) => score.killed);
	const total = sum((score) => score.total);
	const row = (name: string, killed: number, total: number) => [
		name,
		String(total),
		String(killed),
		`${((100 * killed) / total).toFixed(1)} %`,
	];
	const rows = scores.map((score) =>
		row(`\`${shortened(score.file)}\``, score.killed, score.total),
	);
	return markdownTable(
		['File', 'Mutants', 'Killed', 'Score'],
		[...rows, row('**All**', killed, total)],
		{ textColumns: 1 },
	);
}

function survivors(scores: FileScore[], reasons: Reason[]): string[] {
	const left = new Set(scores.flatMap((score) => score.survivors));
	const explained = reasons.map(({ reason, mutants }) => {
		const found = [...left].filter((survivor) =>
			mutants.some(
				({ file, code, change }) =>
					survivor.file === file &&
					survivor.code === code &&
					(change === undefined || survivor.change === change),
			),
		);
		for (const survivor of found) left.delete(survivor);
		return section(reason, found);
	});
	return [...explained, section('Nobody has given a reason yet', [...left])].filter(Boolean);
}

function section(reason: string, found: Survivor[]): string {
	if (found.length === 0) return '';
	const lines = found.map(
		({ file, line, change }) => `- \`${shortened(file)}\`, line ${line}: ${asCode(change)}`,
	);
	return `### ${reason} (${found.length})\n\n${lines.join('\n')}`;
}

function shortened(file: string): string {
	return file.replace('nodes/Vogent/', '');
}

/** A code span may have back-ticks in it if it begins and ends with more of them. */
function asCode(text: string): string {
	const ticks = '`'.repeat(
		1 + Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length)),
	);
	return ticks.length > 1 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}
