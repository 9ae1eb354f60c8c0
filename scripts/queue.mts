import { messageOf } from '../test/support/messageOf.mts';
import { openCluster, type Cluster } from './queue/cluster.mts';
import { cloneWorkflow, slowDown } from './queue/clones.mts';
import { crashInTheMiddle } from './queue/crash.mts';
import { cloneLongList, longListWorkflow } from './queue/longList.mts';
import { asText, type Section } from './queue/report.mts';
import { cloneSameNames } from './queue/sameNames.mts';
import { openServices } from './queue/services.mts';
import { answerCalls, eventWorkflow, inboundWorkflow, takeEvents } from './queue/triggers.mts';
import { cloneUndisturbed } from './queue/undisturbed.mts';
import {
	manyCallsWorkflow,
	waitForCalls,
	waitForManyCalls,
	waitingWorkflow,
} from './queue/waiting.mts';
import { endWithParent } from './set-up/parent.mts';
import { withProgress } from './set-up/progress.cjs';

/** How long the service takes for a clone, where n8n's own time is not what is measured. */
const SERVICE_MS = 1000;

/** What is tried, in this order; each has a name, to choose some. */
const scenarios: Array<{
	name: string;
	title: string;
	run: (cluster: Cluster) => Promise<Section[]>;
}> = [
	{
		name: 'clones',
		title: 'Cloning, undisturbed',
		run: async (cluster) => [(await cloneUndisturbed(cluster)).section],
	},
	{ name: 'list', title: 'One execution with a long list', run: cloneLongList },
	{
		name: 'crash',
		title: 'Cloning, and a worker dies',
		run: async (cluster) => [await crashInTheMiddle(cluster)],
	},
	{
		name: 'names',
		title: 'Cloning the same names at the same moment',
		run: async (cluster) => [await cloneSameNames(cluster)],
	},
	{
		name: 'waiting',
		title: 'Waiting for calls',
		run: async (cluster) => [await waitForCalls(cluster), await waitForManyCalls(cluster)],
	},
	{ name: 'events', title: 'Taking events', run: async (cluster) => [await takeEvents(cluster)] },
	{
		name: 'calls',
		title: 'Answering calls while cloning',
		run: async (cluster) => [await answerCalls(cluster)],
	},
];

/** In these the service answers at once. */
const FAST = ['clones', 'list'];

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Undone in reverse order at the end, whatever has happened. */
const cleanUps: Array<() => Promise<unknown>> = [];

let cleaning: Promise<void> | undefined;

/** Once, also where a signal comes while it goes on: n8n has to be gone before its database. */
const cleanUp = () => (cleaning ??= undoAll());

async function undoAll(): Promise<void> {
	for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) {
		await undo().catch((error: unknown) => say(`Cleaning up: ${messageOf(error)}`));
	}
}

async function open(): Promise<Cluster> {
	const services = await withProgress('Starting PostgreSQL and Redis', openServices);
	cleanUps.push(() => services.database.remove());
	cleanUps.push(() => services.redis.remove());
	const workflows = [
		cloneWorkflow,
		longListWorkflow,
		waitingWorkflow,
		manyCallsWorkflow,
		eventWorkflow,
		inboundWorkflow,
	];
	const cluster = await withProgress('Starting n8n, main and two workers (about a minute)', () =>
		openCluster(services, workflows),
	);
	cleanUps.push(cluster.remove);
	return cluster;
}

/** Runs what is chosen, goes on where one fails, and gives what is off. */
async function runAll(cluster: Cluster, chosen: string[]): Promise<string[]> {
	const off: string[] = [];
	let isSlow = false;
	for (const { name, title, run } of scenarios) {
		if (!chosen.includes(name)) continue;
		if (!isSlow && !FAST.includes(name)) await slowDown(cluster, SERVICE_MS);
		isSlow ||= !FAST.includes(name);
		try {
			for (const section of await withProgress(title, () => run(cluster))) {
				say(`\n${asText(section)}\n`);
				const wrong = section.rows.filter(({ isRight }) => !isRight);
				off.push(...wrong.map(({ what }) => `${section.title}: ${what}`));
			}
		} catch (error) {
			off.push(`${title}: ${messageOf(error)}`);
		}
	}
	return off;
}

const all = scenarios.map(({ name }) => name);
const chosen = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = chosen.find((name) => !all.includes(name));
if (unknown !== undefined) {
	process.stderr.write(`There is no scenario "${unknown}". Scenarios: ${all.join(', ')}\n`);
	process.exit(2);
}

endWithParent();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void cleanUp().then(() => process.exit(1)));
}
try {
	const cluster = await open();
	const off = await runAll(cluster, chosen);
	say(`What n8n has written is in ${await cluster.saveLogs()}`);
	for (const line of off) say(`OFF  ${line}`);
	say(off.length > 0 ? `\n${off.length} off` : '\nAll as it should be');
	process.exitCode = off.length > 0 ? 1 : 0;
} catch (error) {
	process.stderr.write(`\n${messageOf(error)}\n`);
	process.exitCode = 1;
} finally {
	await cleanUp();
}
