import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { launchSimulator } from '../test/simulator/client.mts';
import { messageOf } from '../test/support/messageOf.mts';
import { barsOf, verdict } from './bench/bars.mts';
import { makeCases, MODE_NAMES, type Case } from './bench/cases.mts';
import { checkUploads } from './bench/checkUploads.mts';
import { writeClips } from './bench/clips.mts';
import { checksOf, folderOf, makeInstanceFor, uploadsOf, type Field } from './bench/contenders.mts';
import type { Instance } from './bench/instance.mts';
import { describeMachine } from './bench/machine.mts';
import { measure } from './bench/measure.mts';
import { readOptions, USAGE, type Options } from './bench/options.mts';
import { findCurl } from './bench/outside.mts';
import { pageText, type Findings } from './bench/page.mts';
import { startReceiver } from './bench/receiving.mts';
import { barTable, caseTable } from './bench/table.mts';
import { writePage } from './docs/written.mts';
import { endWithParent } from './set-up/parent.mts';
import { withProgress } from './set-up/progress.cjs';

/** Above it, what else the machine does would be measured, too. */
const QUIET_LOAD = 1;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Undone in reverse order at the end, whichever it is. */
const cleanUps: Array<() => unknown> = [];

async function cleanUp(): Promise<void> {
	for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) await undo();
}

async function makeField({ sizes, isSingleOnly, only }: Options, hasCurl: boolean): Promise<Field> {
	const all = makeCases(sizes, isSingleOnly);
	const cases = all.filter(({ id }) => only?.includes(id) ?? true);
	if (cases.length === 0) throw new Error(`Cases: ${all.map(({ id }) => id).join(', ')}`);
	const folder = await mkdtemp(path.join(os.tmpdir(), 'vogent-bench-'));
	cleanUps.push(() => rm(folder, { recursive: true, force: true }));
	const receiver = await startReceiver();
	cleanUps.push(receiver.stop);
	const simulator = await launchSimulator();
	cleanUps.push(() => simulator.stop());
	const tarball = await withProgress('Building the package', () =>
		packPackage(repositoryDirectory),
	);
	cleanUps.push(() => rm(path.dirname(tarball), { recursive: true, force: true }));
	return { tarball, folder, receiver, simulator, hasCurl, cases };
}

/** Measures all cases, mode by mode: an n8n keeps files in one way. */
async function measureAll(field: Field, runs: number): Promise<Findings['measured']> {
	const measured: Findings['measured'] = [];
	for (const mode of new Set(field.cases.map((one) => one.mode))) {
		const instance = await withProgress(`Making an n8n (${MODE_NAMES[mode]})`, () =>
			makeInstanceFor(field, mode),
		);
		cleanUps.push(instance.remove);
		for (const one of field.cases.filter((each) => each.mode === mode)) {
			const isFirst = measured.length === 0;
			const results = await measureOne(field, { instance, one, runs, isFirst });
			measured.push({ one, results });
		}
		await instance.remove();
	}
	return measured;
}

async function measureOne(
	field: Field,
	{
		instance,
		one,
		runs,
		isFirst,
	}: { instance: Instance; one: Case; runs: number; isFirst: boolean },
) {
	const { receiver, simulator } = field;
	const clips = await writeClips(folderOf(field, one), one);
	const given = { instance, one, clips };
	if (isFirst) {
		await withProgress('Checking that each upload arrives whole', () =>
			checkUploads(simulator, String(clips[0]), checksOf(field, given)),
		);
	}
	const results = await withProgress(`${one.title} (${MODE_NAMES[one.mode]})`, () =>
		measure(one, uploadsOf(field, given), { receiver, runs }),
	);
	say(`\n${caseTable(one, results)}\n`);
	await rm(folderOf(field, one), { recursive: true, force: true });
	return results;
}

/** Measures, says what was found, and writes it down where everything was measured. Gives how many bars are missed. */
async function bench(options: Options): Promise<number> {
	const [load = 0] = os.loadavg();
	if (load > QUIET_LOAD) say(`The machine is busy (load ${load.toFixed(1)}): do not trust times.`);
	const curl = await findCurl();
	const field = await makeField(options, curl !== undefined);
	const measured = await measureAll(field, options.runs);
	const bars = measured.flatMap(({ one, results }) => barsOf(one, results));
	const machine = await describeMachine(curl);
	if (options.isPageWritten) {
		const page = pageText({ machine, runs: options.runs, measured, bars });
		await writePage('benchmarks.md', page);
	}
	say(`${machine.join('\n')}\n\n${barTable(bars)}\n`);
	const missed = bars.filter((bar) => verdict(bar) === 'missed').length;
	say(missed === 0 ? 'No bar is missed' : `${missed} of ${bars.length} bars are missed`);
	return missed;
}

endWithParent();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		void cleanUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
	});
}

let options: Options | undefined;
try {
	options = readOptions(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${messageOf(error)}\n\n${USAGE}`);
	process.exitCode = 2;
}
try {
	if (options !== undefined && (await bench(options)) > 0) process.exitCode = 1;
} catch (error) {
	process.stderr.write(`${messageOf(error)}\n`);
	process.exitCode = 1;
} finally {
	await cleanUp();
}
