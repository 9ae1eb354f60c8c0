import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { packPackage, unpackPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { messageOf } from '../test/support/messageOf.mts';
import { endWithParent } from './set-up/parent.mts';
import { check, stopCommands } from './test-steps/command.mts';
import { jest } from './test-steps/jest.mts';
import { fail, pass, type Outcome } from './test-steps/outcome.mts';
import { scan } from './test-steps/scan.mts';
import { FULL, select } from './test-steps/selection.cjs';
import { checkTypes } from './test-steps/types.mts';

interface Step {
	/** What selects it: `npm test -- <name>`; several steps may share one. */
	name: string;
	heading: string;
	run: () => Promise<Outcome>;
}

const NEEDS_TARBALL = ['scan', 'package', 'e2e', 'browser', FULL];

const { checks, folders, patterns } = select(process.argv.slice(2));
const quickFolders = folders.filter((folder) => folder !== FULL);
const scratch = await mkdtemp(path.join(tmpdir(), 'vogent-test-'));
let packed: Promise<string> | undefined;

async function pack(): Promise<Outcome> {
	packed = packPackage(repositoryDirectory);
	await packed;
	return pass;
}

async function scanPackage(): Promise<Outcome> {
	const tarball = await packed;
	if (!tarball) return fail('scan of the package: there is no package');
	const unpacked = path.join(scratch, 'package');
	await unpackPackage(tarball, unpacked);
	return scan(unpacked, 'package');
}

const lintArgs = ['-c', 'test/eslint.config.mjs', '--max-warnings', '0', 'test', 'scripts'];
const formatArgs = ['--check', '--cache', '--cache-location', '.cache/prettier', '.'];

/** Those that take longest come first, behind what others wait for. */
const steps: Step[] = [
	{ name: 'pack', heading: 'Building and packing the package', run: pack },
	{
		name: 'lint',
		heading: 'Lint of tests and scripts',
		run: () => check('eslint test scripts', 'eslint/bin/eslint.js', lintArgs),
	},
	{
		name: 'types',
		heading: 'Types of tests and scripts',
		run: () => checkTypes('tsc -p test', ['-p', 'test']),
	},
	{
		name: 'format',
		heading: 'Formatting',
		run: () => check('prettier --check .', 'prettier/bin/prettier.cjs', formatArgs),
	},
	{
		name: 'lint',
		heading: "n8n's lint of the shipped code",
		run: () => check('n8n-node lint', '@n8n/node-cli/bin/n8n-node.mjs', ['lint']),
	},
	{
		name: 'types',
		heading: 'Types of the shipped code',
		run: () => checkTypes('tsc --noEmit', ['--noEmit']),
	},
	{ name: 'scan', heading: "n8n's verification scan of the package", run: scanPackage },
	{
		name: 'scan',
		heading: "n8n's verification scan of the source",
		run: () => scan(repositoryDirectory, 'source'),
	},
];

const isSelected = ({ name }: Step) =>
	name === 'pack'
		? [...checks, ...folders].some((one) => NEEDS_TARBALL.includes(one))
		: checks.includes(name);

let passed = 0;
const failures: string[] = [];

async function runStep({ heading, run }: Omit<Step, 'name'>): Promise<void> {
	const begin = Date.now();
	const outcome = await run().catch((error: unknown) => {
		const message = messageOf(error);
		return { ...fail(`${heading}: ${message.split('\n')[0]}`), output: message };
	});
	const seconds = ((Date.now() - begin) / 1000).toFixed(1);
	if (outcome.output) process.stdout.write(`\n${outcome.output}\n`);
	process.stdout.write(
		`=== ${heading}: ${outcome.passed} passed, ${outcome.failures.length} failed, ${seconds} s\n`,
	);
	passed += outcome.passed;
	failures.push(...outcome.failures);
}

/** Each of these programs keeps one core busy. */
async function runChecks(): Promise<void> {
	const waiting = steps.filter(isSelected);
	const runNext = async (): Promise<void> => {
		for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
	};
	await Promise.all(Array.from({ length: availableParallelism() }, runNext));
}

async function runTests(heading: string, projects: string[], inBand: boolean): Promise<void> {
	if (projects.length === 0) return;
	process.stdout.write(`\n=== ${heading}: ${projects.join(', ')}\n`);
	const tarball = await packed?.catch(() => undefined);
	const env: Record<string, string> = folders.includes(FULL) ? { VOGENT_FULL: '1' } : {};
	await runStep({ heading, run: () => jest(projects, { tarball, inBand, env, args: patterns }) });
}

endWithParent();

async function cleanUp(): Promise<void> {
	await rm(scratch, { recursive: true, force: true });
	const tarball = await packed?.catch(() => undefined);
	if (tarball) await rm(path.dirname(tarball), { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stopCommands();
		void cleanUp().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
	});
}

await runChecks();
const isOneFile = patterns.length === 1 && patterns[0]?.endsWith('.mts') === true;
await runTests('Tests', quickFolders, isOneFile);
await runTests('Tests that measure', folders.includes(FULL) ? [FULL] : [], true);
await cleanUp();
if (failures.length > 0) process.stdout.write(`\nFailed:\n`);
for (const failure of failures) process.stdout.write(`  ${failure}\n`);
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
