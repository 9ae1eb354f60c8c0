import { until } from '../../test/e2e/support/until.mts';
import {
	cloneWorkflow,
	CONCURRENCY,
	mapWithConcurrency,
	namesOf,
	sendClone,
	voicesNamed,
	type Sent,
} from './clones.mts';
import { LOCK_MS, type Cluster } from './cluster.mts';
import {
	executionsOf,
	newestExecution,
	outcomeOfRetry,
	type Listed,
	type Retried,
} from './executions.mts';
import { atLeast, exactly, told, type Section } from './report.mts';

const REQUESTS = 300;
/** The worker dies when so many have been answered. */
const ANSWERED_BEFORE = 100;
/** So many of its executions are not retried, to see what becomes of them. */
const LEFT_ALONE = 3;
/** By when n8n has given up what the worker had: it looks every half minute, and then waits as long for a late result. */
const GIVEN_UP_AFTER_MS = LOCK_MS + 90_000;

/** Clone requests, of which a worker dies in the middle and comes back. */
export async function crashInTheMiddle(cluster: Cluster): Promise<Section> {
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
	const crashed = await executionsOf(cluster, cloneWorkflow.id, ['crashed'], before);
	const toRetry = crashed.slice(LEFT_ALONE);
	const retried = await mapWithConcurrency(toRetry, 5, async (execution) => {
		const outcome = await retry(cluster, execution);
		settled.get(nameOf(execution))?.abort();
		return outcome;
	});
	const late = setTimeout(() => settled.forEach((it) => it.abort()), GIVEN_UP_AFTER_MS);
	const sent = await sending;
	clearTimeout(late);

	const leftAlone = crashed.slice(0, LEFT_ALONE).map(nameOf);
	const retriedNames = new Set(toRetry.map(nameOf));
	const unanswered = sent.filter(({ name, status }) => status !== 200 && !retriedNames.has(name));
	const lost = unanswered.filter(({ name }) => !leftAlone.includes(name));
	const voicesBefore = await voicesNamed(cluster, names);
	const lateRetries = await mapWithConcurrency(crashed.slice(0, LEFT_ALONE), 1, (execution) =>
		retry(cluster, execution),
	);
	const again = await mapWithConcurrency(unanswered, CONCURRENCY, ({ name }) =>
		sendClone(cluster, name),
	);

	const voices = await voicesNamed(cluster, names);
	const counts = [...voices.values()].map(({ length }) => length);
	const isRight = ({ name, status, voiceId }: Sent) =>
		status === 200 && voiceId !== undefined && (voices.get(name) ?? []).includes(voiceId);
	const isVoice = ({ name }: { name: string }, { status, voiceId }: Retried) =>
		status === 'success' && voiceId !== undefined && (voices.get(name) ?? []).includes(voiceId);
	const retriedRight = toRetry.filter((execution, index) => {
		const outcome = retried[index];
		return outcome && isVoice({ name: nameOf(execution) }, outcome);
	});
	const answeredRight = sent.filter((one) => isRight(one) && !retriedNames.has(one.name));
	return {
		title: `${REQUESTS} clone requests, ${CONCURRENCY} at a time; a worker is killed (SIGKILL) and started again`,
		rows: [
			told('answered with a voice at once', answeredRight.length),
			atLeast('killed while they ran, then marked as crashed by n8n', crashed.length, 1),
			exactly(
				'of these retried in n8n, with the voice as result',
				retriedRight.length,
				toRetry.length,
			),
			told('how these retries ended', outcomesOf(retried)),
			told('of these left alone', leftAlone.length),
			told('begun by the worker, but not written down as such', lost.length),
			told(`left alone until n8n gave up, then retried in n8n`, outcomesOf(lateRetries)),
			exactly(
				'sent again, and answered with the voice',
				again.filter(isRight).length,
				unanswered.length,
			),
			told(
				'of these, voices that existed before',
				unanswered.filter(({ name }) => voicesBefore.get(name)?.length).length,
			),
			exactly(
				'requests that ended well',
				answeredRight.length + retriedRight.length + again.filter(isRight).length,
				REQUESTS,
			),
			exactly(
				'names with exactly one voice',
				counts.filter((count) => count === 1).length,
				REQUESTS,
			),
			exactly('names with two voices or more', counts.filter((count) => count > 1).length, 0),
		],
	};
}

function outcomesOf(retries: Retried[]): string {
	return retries.map(({ status, voiceId }) => `${status}${voiceId ? '' : ', no voice'}`).join('; ');
}

function nameOf({ posted }: Listed): string {
	return String(posted?.['name']);
}

/** "Retry" in the list of executions. */
async function retry(cluster: Cluster, { id }: Listed): Promise<Retried> {
	try {
		await cluster.session.post(`/rest/executions/${id}/retry`, { loadWorkflow: false });
		return await outcomeOfRetry(cluster, id);
	} catch (error) {
		return { status: String(error), voiceId: undefined };
	}
}
