import { until } from '../../test/e2e/support/until.mts';
import {
	cloneWorkflow,
	CONCURRENCY,
	countSingle,
	mapWithConcurrency,
	namesOf,
	REQUESTS,
	sendClone,
	voicesNamed,
} from './clones.mts';
import { LOCK_MS, type Cluster } from './cluster.mts';
import { crashedSince, newestExecution, retry } from './executions.mts';
import type { Section } from './report.mts';

/** How long the service takes for a clone, so that the worker has some under way when it dies. */
const SERVICE_MS = 1000;
/** The worker dies when so many have been answered. */
const ANSWERED_BEFORE = 100;
/** So many of its executions are not retried, to see what becomes of them. */
const LEFT_ALONE = 3;
/** By when n8n has given up what the worker had: it looks every half minute, and then waits as long for a late result. */
const GIVEN_UP_AFTER_MS = LOCK_MS + 90_000;

/** Clone requests, of which a worker dies in the middle and comes back. */
export async function crashInTheMiddle(cluster: Cluster): Promise<Section> {
	await cluster.simulator.plan({ path: '/voices/clone', times: 1_000_000, delayMs: SERVICE_MS });
	const names = namesOf('In the middle', REQUESTS);
	const before = await newestExecution(cluster);
	const settled = new Map(names.map((name) => [name, new AbortController()]));
	let answered = 0;
	const sending = mapWithConcurrency(names, CONCURRENCY, async (name) => {
		const sent = await sendClone(cluster, name, settled.get(name)?.signal);
		if (sent.status === 200) answered += 1;
		return sent;
	});

	await until('the first answers', () => (answered >= ANSWERED_BEFORE ? true : undefined), 600_000);
	await cluster.crashWorker();
	const crashed = await crashedSince(cluster, cloneWorkflow.id, before);
	if (crashed.length === 0) throw new Error('The worker had nothing under way when it was killed');
	const leftAlone = crashed.slice(0, LEFT_ALONE);
	const retried = await mapWithConcurrency(crashed.slice(LEFT_ALONE), 5, async ({ id, name }) => {
		const outcome = await retry(cluster, id);
		settled.get(name)?.abort();
		return { name, ...outcome };
	});
	const late = setTimeout(() => settled.forEach((it) => it.abort()), GIVEN_UP_AFTER_MS);
	const sent = await sending;
	clearTimeout(late);

	const retriedNames = new Set(retried.map(({ name }) => name));
	const atOnce = sent.filter(({ name, status }) => status === 200 && !retriedNames.has(name));
	const unanswered = sent.filter(({ name, status }) => status !== 200 && !retriedNames.has(name));
	const voicesBefore = await voicesNamed(cluster, names);
	const lateRetries = await mapWithConcurrency(leftAlone, 1, ({ id }) => retry(cluster, id));
	const again = await mapWithConcurrency(unanswered, CONCURRENCY, ({ name }) =>
		sendClone(cluster, name),
	);

	const voices = await voicesNamed(cluster, names);
	const withVoice = (of: Array<{ name: string; voiceId?: string }>) =>
		of.filter(({ name, voiceId = '' }) => voices.get(name)?.includes(voiceId)).length;
	const existedBefore = unanswered.filter(({ name }) => voicesBefore.get(name)?.length).length;
	return {
		title: `${REQUESTS} clone requests, ${CONCURRENCY} at a time; a worker is killed (SIGKILL) and started again`,
		rows: [
			{ what: 'answered with a voice at once', measured: withVoice(atOnce), wanted: atOnce.length },
			{ what: 'killed while they ran, marked as crashed by n8n', measured: crashed.length },
			{
				what: 'of these retried in n8n, with the voice as result',
				measured: withVoice(retried),
				wanted: crashed.length - leftAlone.length,
			},
			{
				what: `left alone until n8n gave up, then retried in n8n`,
				measured: lateRetries.map(({ status }) => status).join(', '),
			},
			{
				what: 'begun by the worker, but not written down as such',
				measured: unanswered.length - leftAlone.length,
			},
			{
				what: 'the last two kinds sent again, with the voice as answer',
				measured: withVoice(again),
				wanted: unanswered.length,
			},
			{ what: 'of these, voices that existed before', measured: existedBefore },
			{
				what: 'names with exactly one voice',
				measured: await countSingle(cluster, names),
				wanted: REQUESTS,
			},
		],
	};
}
