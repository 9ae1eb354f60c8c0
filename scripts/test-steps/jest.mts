import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryDirectory } from '../../test/n8n/paths.mts';
import { runProgram } from './command.mts';
import { fail, type Outcome } from './outcome.mts';

/** What we read of the file that jest writes. */
interface JestReport {
	testResults: Array<{
		name: string;
		status: string;
		message: string;
		/** In ms. */
		startTime: number;
		endTime: number;
		assertionResults: Array<{ status: string; fullName: string }>;
	}>;
}

/** How long jest may take to end after the last test (ms). */
const END_LIMIT_MS = 15_000;

/** Aborts when jest has written its report and does not end, because a test left something running. */
function hangWatch(reportFile: string): { signal: AbortSignal; stop: () => void } {
	const controller = new AbortController();
	let reportedAt: number | undefined;
	const timer = setInterval(() => {
		if (existsSync(reportFile)) reportedAt ??= Date.now();
		if (reportedAt && Date.now() - reportedAt > END_LIMIT_MS) controller.abort();
	}, 1000);
	return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** Side by side; of more than four, the n8n's of the end-to-end tests would take the memory. */
const WORKERS = Math.min(4, Math.max(2, availableParallelism()));

/** What jest is run with. */
interface JestOptions {
	/** The packed package, for the tests that need it. */
	tarball?: string;
	/** One test file after the other. */
	inBand?: boolean;
	/** More for its command line. */
	args?: string[];
	/** More for its environment. */
	env?: Record<string, string>;
}

/** What the tests gave; `notRun` names those that jest has left out. */
export interface TestOutcome extends Outcome {
	notRun: string[];
}

/**
 * Runs jest on some projects of test/jest.config.cjs. A project without tests fails.
 *
 * @param projects their names
 */
export async function jest(
	projects: string[],
	{ tarball, inBand = false, args = [], env = {} }: JestOptions,
): Promise<TestOutcome> {
	const title = `jest ${projects.join(', ')}`;
	const folder = await mkdtemp(path.join(tmpdir(), 'vogent-jest-'));
	try {
		const reportFile = path.join(folder, 'report.json');
		const watch = hangWatch(reportFile);
		const { code } = await runProgram(
			'jest/bin/jest.js',
			[
				...['-c', 'test/jest.config.cjs', '--json', `--outputFile=${reportFile}`],
				inBand ? '--runInBand' : `--maxWorkers=${WORKERS}`,
				...args,
				...['--selectProjects', ...projects],
			],
			{
				limitMinutes: 40,
				signal: watch.signal,
				isShown: true,
				env: { ...env, ...(tarball ? { VOGENT_TARBALL: tarball } : {}) },
			},
		);
		watch.stop();
		const text = await readFile(reportFile, 'utf8').catch(() => undefined);
		if (text === undefined) return { ...fail(`${title} (ended with ${code})`), notRun: [] };
		const outcome = readReport(JSON.parse(text) as JestReport, projects);
		if (watch.signal.aborted) outcome.failures.push(`${title}: a test left something running`);
		if (code !== 0 && outcome.failures.length === 0) {
			outcome.failures.push(`${title} (ended with ${code})`);
		}
		return outcome;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function readReport(report: JestReport, projects: string[]): TestOutcome {
	const outcome: TestOutcome = { passed: 0, failures: [], notRun: [] };
	/** What the files of each folder took, in ms. */
	const times = new Map<string, number>();
	for (const {
		name,
		status,
		message,
		startTime,
		endTime,
		assertionResults,
	} of report.testResults) {
		const file = path.relative(repositoryDirectory, name);
		const folder = file.split(path.sep)[1] ?? '';
		if (assertionResults.length > 0) {
			times.set(folder, (times.get(folder) ?? 0) + endTime - startTime);
		} else {
			const reason = message.trim().split('\n')[0] ?? '';
			if (status === 'failed') outcome.failures.push(`${file}: did not run. ${reason}`);
		}
		for (const test of assertionResults) {
			if (test.status === 'passed') outcome.passed++;
			else if (test.status === 'failed') outcome.failures.push(`${file}: ${test.fullName}`);
			else outcome.notRun.push(test.fullName);
		}
	}
	for (const project of projects) {
		const time = times.get(project);
		if (time === undefined) outcome.failures.push(`test/${project}: has no tests`);
		else process.stdout.write(`${project}: ${(time / 1000).toFixed(0)} s in its files\n`);
	}
	return outcome;
}
