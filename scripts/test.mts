import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packPackage, unpackPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { messageOf } from '../test/support/messageOf.mts';
import { endWithParent } from './set-up/parent.mts';
import { check, stopCommands } from './test-steps/command.mts';
import { jest } from './test-steps/jest.mts';
import { fail, pass, type Outcome } from './test-steps/outcome.mts';
import { scan } from './test-steps/scan.mts';
import { checkTypes } from './test-steps/types.mts';

interface Step {
	/** What selects it: `npm test -- <name>`; several steps may share one. */
	name: string;
	heading: string;
	run: () => Promise<Outcome>;
}

const QUICK_PROJECTS = ['unit', 'component', 'simulator', 'facts', 'package'];
const NEEDS_TARBALL = ['scan', 'package', 'e2e', 'browser'];

const selected = process.argv.slice(2);
const wanted = (name: string) => selected.length === 0 || selected.includes(name);
const quickProjects = QUICK_PROJECTS.filter(wanted);

let tarball: string | undefined;
const scratch = await mkdtemp(path.join(tmpdir(), 'vogent-test-'));

async function pack(): Promise<Outcome> {
	tarball = await packPackage(repositoryDirectory);
	return pass;
}

async function scanPackage(): Promise<Outcome> {
	if (!tarball) return fail('scan of the package: there is no package');
	const unpacked = path.join(scratch, 'package');
	await unpackPackage(tarball, unpacked);
	return scan(unpacked, 'package');
}

const lintArgs = ['-c', 'test/eslint.config.mjs', '--max-warnings', '0', 'test', 'scripts'];
const eslint = 'eslint/bin/eslint.js';

const steps: Step[] = [
	{
		name: 'lint',
		heading: "n8n's lint of the shipped code",
		run: () => check('n8n-node lint', '@n8n/node-cli/bin/n8n-node.mjs', ['lint']),
	},
	{
		name: 'lint',
		heading: 'Lint of tests and scripts',
		run: () => check('eslint test scripts', eslint, lintArgs),
	},
	{
		name: 'format',
		heading: 'Formatting',
		run: () => check('prettier --check .', 'prettier/bin/prettier.cjs', ['--check', '.']),
	},
	{
		name: 'types',
		heading: 'Types of the shipped code',
		run: () => checkTypes('tsc --noEmit', ['--noEmit']),
	},
	{
		name: 'types',
		heading: 'Types of tests and scripts',
		run: () => checkTypes('tsc -p test', ['-p', 'test']),
	},
	{ name: 'pack', heading: 'Building and packing the package', run: pack },
	{ name: 'scan', heading: "n8n's verification scan of the package", run: scanPackage },
	{
		name: 'scan',
		heading: "n8n's verification scan of the source",
		run: () => scan(repositoryDirectory, 'source'),
	},
	{
		name: 'quick',
		heading: `Tests: ${quickProjects.join(', ')}`,
		run: () => jest(quickProjects, { tarball }),
	},
	{
		name: 'e2e',
		heading: 'End-to-end tests in a real n8n (a few minutes)',
		run: () => jest(['e2e'], { tarball, inBand: true }),
	},
	{
		name: 'browser',
		heading: "Tests in n8n's editor, in a browser (about a minute)",
		run: () => jest(['browser'], { tarball, inBand: true }),
	},
];

const isSelected = ({ name }: Step) => {
	if (name === 'quick') return quickProjects.length > 0;
	if (name === 'pack') return wanted(name) || selected.some((it) => NEEDS_TARBALL.includes(it));
	return wanted(name);
};

async function runStep({ heading, run }: Step): Promise<Outcome> {
	process.stdout.write(`\n=== ${heading}\n`);
	const begin = Date.now();
	const outcome = await run().catch((error: unknown) => {
		const message = messageOf(error);
		process.stdout.write(`${message}\n`);
		return fail(`${heading}: ${message.split('\n')[0]}`);
	});
	const seconds = ((Date.now() - begin) / 1000).toFixed(1);
	process.stdout.write(
		`=== ${heading}: ${outcome.passed} passed, ${outcome.failures.length} failed, ${seconds} s\n`,
	);
	return outcome;
}

endWithParent();

async function cleanUp(): Promise<void> {
	await rm(scratch, { recursive: true, force: true });
	if (tarball) await rm(path.dirname(tarball), { recursive: true, force: true });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stopCommands();
		void cleanUp().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
	});
}

const names = [...QUICK_PROJECTS, ...new Set(steps.map(({ name }) => name))];
const unknown = selected.find((name) => name === 'quick' || !names.includes(name));
if (unknown !== undefined) {
	const choice = names.filter((name) => name !== 'quick').join(', ');
	process.stderr.write(`There is no step "${unknown}". Steps: ${choice}\n`);
	process.exit(2);
}

let passed = 0;
const failures: string[] = [];
for (const step of steps.filter(isSelected)) {
	const outcome = await runStep(step);
	passed += outcome.passed;
	failures.push(...outcome.failures);
}
await cleanUp();
if (failures.length > 0) process.stdout.write(`\nFailed:\n`);
for (const failure of failures) process.stdout.write(`  ${failure}\n`);
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
