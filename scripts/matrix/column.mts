import type { BinaryDataMode } from '../../test/n8n/lines.mts';
import { leftOut, type LeftOut } from '../../test/e2e/support/leftOut.mts';
import { jest } from '../test-steps/jest.mts';

/** How the end-to-end tests went on one n8n, in one mode of keeping files. */
export interface Column {
	version: string;
	mode: BinaryDataMode;
	passed: number;
	/** One line each, naming the file where there is one. */
	failures: string[];
	/** What was left out, and how many tests that were; undefined where a whole file was. */
	leftOut: Array<{ entry: LeftOut; tests: number | undefined }>;
	seconds: number;
}

/**
 * Runs the end-to-end tests on one n8n, in one mode, without those that the list leaves out there. An entry of the list
 * that names a test which does not exist is a failure, and so is a test that did not run without being named.
 *
 * @param version of n8n
 * @param mode how n8n keeps files
 * @param tarball the packed package
 */
export async function runColumn(
	version: string,
	mode: BinaryDataMode,
	tarball: string,
): Promise<Column> {
	const begin = Date.now();
	const entries = leftOut.filter(
		(entry) =>
			(entry.version === undefined || entry.version === version) &&
			(entry.modes === undefined || entry.modes.includes(mode)),
	);
	const files = entries.flatMap(({ file, tests }) => (tests === undefined ? [file] : []));
	const names = entries.flatMap(({ file, tests = [] }) => (files.includes(file) ? [] : tests));
	const { passed, failures, notRun } = await jest(['e2e', 'full'], {
		tarball,
		env: { VOGENT_N8N: version, VOGENT_BINARY_MODE: mode },
		args: [
			...(names.length > 0 ? [`--testNamePattern=${allBut(names)}`] : []),
			// They start an n8n of their own choice.
			'--testPathIgnorePatterns=/test/full/(dev|readme)',
			...files.map((file) => `--testPathIgnorePatterns=/test/e2e/${file}\\.test\\.mts$`),
		],
	});
	const unknown = names.filter((name) => !notRun.includes(name));
	const unnamed = notRun.filter((name) => !names.includes(name));
	return {
		version,
		mode,
		passed,
		failures: [
			...failures,
			...unknown.map((name) => `to be left out, but there is no such test: ${name}`),
			...unnamed.map((name) => `did not run: ${name}`),
		],
		leftOut: entries.map((entry) => ({ entry, tests: entry.tests?.length })),
		seconds: (Date.now() - begin) / 1000,
	};
}

/** A pattern of all names but these. */
function allBut(names: string[]): string {
	return `^(?!(?:${names.map(escaped).join('|')})$)`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
