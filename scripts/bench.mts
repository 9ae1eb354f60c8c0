import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { launchSimulator } from '../test/simulator/client.mts';
import { barsOf, verdict } from './bench/bars.mts';
import { CASES, MODE_NAMES, QUICK, type Case } from './bench/cases.mts';
import { writeClips } from './bench/clips.mts';
import { folderOf, makeInstanceFor, uploadsOf, type Field } from './bench/contenders.mts';
import { findCurl } from './bench/curl.mts';
import { describeMachine } from './bench/machine.mts';
import { checkUploads, measure } from './bench/measure.mts';
import { pageText, type Findings } from './bench/page.mts';
import { startReceiver } from './bench/receiver.mts';
import { barTable, caseTable } from './bench/table.mts';
import { writePage } from './docs/written.mts';
import { runCommand, say, type AtEnd } from './runCommand.mts';
import { withProgress } from './set-up/progress.cjs';

/** Above it, what else the machine does would be measured, too. */
const QUIET_LOAD = 1;
const RUNS = 3;

/** The cases of the command line, and how often each contender uploads each. */
function readOptions(): { cases: Case[]; runs: number; isAll: boolean } {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string' },
			runs: { type: 'string' },
		},
	});
	const ids = values.only?.split(',') ?? (values.quick ? QUICK : undefined);
	const cases = CASES.filter(({ id }) => ids?.includes(id) ?? true);
	if (cases.length === 0) throw new Error(`Cases: ${CASES.map(({ id }) => id).join(', ')}`);
	const runs = Number(values.runs ?? (values.quick ? 1 : RUNS));
	if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number');
	return { cases, runs, isAll: ids === undefined && runs >= RUNS };
}

/** Measures all cases, mode by mode: an n8n keeps files in one way. */
async function measureAll(field: Field, runs: number, atEnd: AtEnd): Promise<Findings['measured']> {
	const measured: Findings['measured'] = [];
	for (const mode of new Set(field.cases.map((one) => one.mode))) {
		const instance = await withProgress(`Making an n8n (${MODE_NAMES[mode]})`, () =>
			makeInstanceFor(field, mode),
		);
		atEnd(instance.remove);
		for (const one of field.cases.filter((each) => each.mode === mode)) {
			const folder = folderOf(field, one);
			const given = { instance, one, clips: await writeClips(folder, one) };
			if (measured.length === 0) {
				await withProgress('Checking that each upload arrives whole', () =>
					checkUploads(
						field.simulator,
						String(given.clips[0]),
						uploadsOf(field, given, 'simulator'),
					),
				);
			}
			const results = await withProgress(`${one.title} (${MODE_NAMES[mode]})`, () =>
				measure(one, uploadsOf(field, given, 'receiver'), { receiver: field.receiver, runs }),
			);
			say(`\n${caseTable(one, results)}\n`);
			await rm(folder, { recursive: true, force: true });
			measured.push({ one, results });
		}
		await instance.remove();
	}
	return measured;
}

runCommand('The bench', async (atEnd) => {
	const { cases, runs, isAll } = readOptions();
	const [load = 0] = os.loadavg();
	if (load > QUIET_LOAD) say(`The machine is busy (load ${load.toFixed(1)}): do not trust times.`);
	const folder = await mkdtemp(path.join(os.tmpdir(), 'vogent-bench-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));
	const receiver = await startReceiver();
	atEnd(receiver.stop);
	const simulator = await launchSimulator();
	atEnd(() => simulator.stop());
	const curl = await findCurl();
	const tarball = await packPackage(repositoryDirectory);
	atEnd(() => rm(path.dirname(tarball), { recursive: true, force: true }));
	const field = { tarball, folder, receiver, simulator, hasCurl: curl !== undefined, cases };
	const measured = await measureAll(field, runs, atEnd);
	const bars = measured.flatMap(({ one, results }) => barsOf(one, results));
	const machine = await describeMachine(curl);
	if (isAll) await writePage('benchmarks.md', pageText({ machine, runs, measured, bars }));
	say(`${machine.join('\n')}\n\n${barTable(bars)}\n`);
	const missed = bars.filter((bar) => verdict(bar) === 'missed').length;
	say(missed === 0 ? 'No bar is missed' : `${missed} of ${bars.length} bars are missed`);
	process.exitCode = missed === 0 ? 0 : 1;
});
