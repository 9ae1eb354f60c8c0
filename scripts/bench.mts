import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { packPackage } from '../test/n8n/package.mts';
import { repositoryDirectory } from '../test/n8n/paths.mts';
import { launchSimulator } from '../test/simulator/client.mts';
import { barsOf, verdict } from './bench/bars.mts';
import { makeCases, MODE_NAMES, type Case, type Mode } from './bench/cases.mts';
import { checkUploads } from './bench/check.mts';
import { writeClips } from './bench/clips.mts';
import { makeInstance, type Instance } from './bench/instance.mts';
import { describeMachine } from './bench/machine.mts';
import { measure, type Uploads } from './bench/measure.mts';
import { readOptions, USAGE, type Options } from './bench/options.mts';
import { findCurl, uploadByAxios, uploadByCurl, type Upload } from './bench/outside.mts';
import type { Findings } from './bench/page.mts';
import { startReceiver, type Service } from './bench/receiving.mts';
import { barTable, caseTable } from './bench/table.mts';
import {
	credentialsFor,
	makeWorkflow,
	workflowId,
	type ContenderInN8n,
} from './bench/workflows.mts';
import { writePage } from './bench/writePage.mts';
import { endWithParent } from './set-up/parent.mts';
import { withProgress } from './set-up/progress.cjs';

const IN_N8N: ContenderInN8n[] = ['nothing', 'node', 'http', 'buffered'];
/** In these modes only memory is compared. */
const IN_OTHER_MODES: ContenderInN8n[] = ['nothing', 'node', 'http'];
const CHECKED: ContenderInN8n[] = ['node', 'http', 'buffered'];
/** What else the machine does would be measured, too. */
const QUIET_LOAD = 1;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Undone in reverse order at the end, whichever it is. */
const cleanUps: Array<() => unknown> = [];

async function cleanUp(): Promise<void> {
	for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) await undo();
}

const contendersOf = ({ mode }: Case) => (mode === 'filesystem' ? IN_N8N : IN_OTHER_MODES);

async function bench({ runs, sizes, isSingleOnly, isPageWritten }: Options): Promise<Findings> {
	const cases = makeCases(sizes, isSingleOnly);
	const folder = await mkdtemp(path.join(os.tmpdir(), 'vogent-bench-'));
	cleanUps.push(() => rm(folder, { recursive: true, force: true }));
	const folderOf = ({ id }: Case) => path.join(folder, id);
	const receiver = await startReceiver();
	cleanUps.push(receiver.stop);
	const simulator = await launchSimulator();
	cleanUps.push(() => simulator.stop());
	const tarball = await withProgress('Building the package', () =>
		packPackage(repositoryDirectory),
	);
	cleanUps.push(() => rm(path.dirname(tarball), { recursive: true, force: true }));
	const curl = await findCurl();
	const [checked] = cases;
	if (checked === undefined) throw new Error('There is nothing to measure.');

	const services: Record<string, Service> = { receiver, simulator };
	const makeInstanceOf = async (mode: Mode): Promise<Instance> => {
		const ofMode = cases.filter((one) => one.mode === mode);
		const workflows = Object.entries(services).flatMap(([credential, service]) =>
			ofMode.flatMap((one) =>
				contendersOf(one).map((contender) =>
					makeWorkflow(one, contender, { folder: folderOf(one), service, credential }),
				),
			),
		);
		const credentials = Object.entries(services).flatMap(([id, service]) =>
			credentialsFor(service, id),
		);
		const options = { tarball, mode, clips: folder, credentials, workflows };
		return await makeInstance(options);
	};

	const measured: Findings['measured'] = [];
	let current: { mode: Mode; instance: Instance } | undefined;
	for (const one of cases) {
		const { mode, atOnce } = one;
		if (current?.mode !== mode) {
			await current?.instance.remove();
			const instance = await withProgress(`n8n, files kept ${MODE_NAMES[mode]}`, () =>
				makeInstanceOf(mode),
			);
			current = { mode, instance };
			cleanUps.push(instance.remove);
		}
		const { instance } = current;
		const clips = await writeClips(folderOf(one), one);
		const run = (contender: ContenderInN8n, credential = 'receiver') =>
			instance.run(workflowId(one, contender, credential));
		if (one === checked) {
			const upload: Upload = { ...simulator, clips, atOnce };
			await withProgress('Checking that each upload arrives whole', () =>
				checkUploads(simulator, String(clips[0]), {
					...Object.fromEntries(
						CHECKED.map((contender) => [contender, () => run(contender, 'simulator')]),
					),
					axios: () => uploadByAxios(upload),
					...(curl === undefined ? {} : { curl: () => uploadByCurl(upload) }),
				}),
			);
		}
		const upload: Upload = { ...receiver, clips, atOnce };
		const uploads: Uploads = Object.fromEntries(
			contendersOf(one).map((contender) => [contender, () => run(contender)]),
		);
		if (mode === 'filesystem') {
			uploads.axios = () => uploadByAxios(upload);
			if (curl !== undefined) uploads.curl = () => uploadByCurl(upload);
		}
		const title = `${one.title} (${MODE_NAMES[mode]})`;
		const results = await withProgress(title, () => measure(one, uploads, { receiver, runs }));
		say(`\n${caseTable(one, results)}\n`);
		measured.push({ one, results });
		await rm(folderOf(one), { recursive: true, force: true });
	}
	const bars = measured.flatMap(({ one, results }) => barsOf(one, results));
	const findings = { machine: await describeMachine(curl), runs, measured, bars };
	if (isPageWritten) await writePage(findings);
	return findings;
}

endWithParent();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		void cleanUp().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
	});
}

try {
	const options = readOptions(process.argv.slice(2));
	const [load = 0] = os.loadavg();
	if (load > QUIET_LOAD) say(`The machine is busy (load ${load.toFixed(1)}): do not trust times.`);
	const { machine, bars } = await bench(options);
	say(`${machine.join('\n')}\n\n${barTable(bars)}\n`);
	const missed = bars.filter((bar) => verdict(bar) === 'missed').length;
	say(missed === 0 ? 'No bar is missed' : `${missed} of ${bars.length} bars are missed`);
	if (missed > 0) process.exitCode = 1;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	process.exitCode = 1;
} finally {
	await cleanUp();
}
