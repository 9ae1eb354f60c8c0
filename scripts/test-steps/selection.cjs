const { existsSync } = require('node:fs');
const path = require('node:path');
const { root } = require('../set-up/folder.cjs');

/** The folders of tests that `npm test` runs by itself. */
const FOLDERS = ['unit', 'component', 'simulator', 'facts', 'package', 'e2e', 'browser'];
/** What measures or repeats at length. */
const FULL = 'full';
const CHECKS = ['lint', 'format', 'types', 'scan'];

/** The folder of test/ that a name of the command line means, or that a test file is in. */
const folderOf = (/** @type {string} */ name) => {
	if (!name.endsWith('.test.mts')) return name;
	const file = path.resolve(name);
	return existsSync(file) ? (path.relative(root, file).split(path.sep)[1] ?? '') : undefined;
};
const isKnown = (/** @type {string} */ name) =>
	[...FOLDERS, FULL, ...CHECKS].some((known) => known === folderOf(name));

/**
 * What `npm test` is to run.
 *
 * @param {string[]} args its arguments: names of checks and folders, test files, `--full`
 * @returns {{ unknown: string | undefined, checks: string[], folders: string[], patterns: string[] }} `unknown`: a name
 * of nothing; `patterns`: the tests in those folders, as jest takes them
 */
const select = (args) => {
	const names = args.filter((arg) => arg !== '--full');
	const unknown = names.find((name) => !isKnown(name));
	if (names.length === 0) {
		const folders = args.includes('--full') ? [...FOLDERS, FULL] : FOLDERS;
		return { unknown, checks: CHECKS, folders, patterns: [] };
	}
	const tests = names.filter((name) => !CHECKS.includes(name));
	return {
		unknown,
		checks: CHECKS.filter((check) => names.includes(check)),
		folders: [...new Set(tests.map((name) => folderOf(name) ?? ''))],
		patterns: tests.map((name) => (folderOf(name) === name ? `/test/${name}/` : name)),
	};
};

module.exports = { FULL, select };
