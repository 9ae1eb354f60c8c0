import { callNode, callWorkflow, people } from '../../test/e2e/support/calls.mts';
import { until } from '../../test/e2e/support/until.mts';
import { CONCURRENCY, mapWithConcurrency, namesOf } from './clones.mts';
import type { Cluster } from './cluster.mts';
import { exactly, told, type Section } from './report.mts';

/** Calls somebody and goes on with the transcript. */
export const waitingWorkflow = callWorkflow('wait', callNode({ waitFor: 'transcript' }));

const CALLS = CONCURRENCY;

/** Calls that are waited for, each in an execution of its own. */
export async function waitForCalls(cluster: Cluster): Promise<Section> {
	const { main, simulator, workers } = cluster;
	const ids = await mapWithConcurrency(
		people(...namesOf('Somebody', CALLS)),
		CALLS,
		async (person) => {
			const response = await fetch(`${main.url}/webhook/${waitingWorkflow.id}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ campaign: 'Spring', people: [person] }),
			});
			return Number(/\d+/.exec(await response.text())?.[0]);
		},
	);
	await reached(cluster, 'waiting');
	const parked = await countOf(cluster, 'waiting');
	const parkedIn = workers.map((worker) => begunIn(worker.log(), ids));
	await simulator.advance(60_000);
	await reached(cluster, 'success');
	const wentOn = await countOf(cluster, 'success');
	const wentOnElsewhere = ids.filter((id) =>
		workers.some(
			(worker, index) => !parkedIn[index]?.includes(id) && begunIn(worker.log(), ids).includes(id),
		),
	);
	const calls = await simulator.calls();
	return {
		title: `${CALLS} executions of Create and Wait at the same time, for the transcript`,
		rows: [
			exactly('calls placed', calls.length, CALLS),
			exactly('executions parked', parked, CALLS),
			exactly('executions that went on and succeeded', wentOn, CALLS),
			// Which worker takes a job is chance.
			told('of these in the other worker', wentOnElsewhere.length),
		],
	};
}

/** Calls somebody and goes on when the call is over. */
export const manyCallsWorkflow = callWorkflow('many', callNode());

const MANY_CALLS = 100;

/** Calls of one execution that end together, and whose events arrive at two processes. */
export async function waitForManyCalls(cluster: Cluster): Promise<Section> {
	const { home, main, simulator } = cluster;
	const processor = await home.start({ command: 'webhook' });
	const before = (await simulator.calls()).length;
	await simulator.planCalls({ events: [] });
	await fetch(`${main.url}/webhook/${manyCallsWorkflow.id}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people: people(...namesOf('Somebody', MANY_CALLS)) }),
	});
	const newest = async () => await home.lastExecution(manyCallsWorkflow.id);
	await until('a parked execution', async () =>
		(await newest()).status === 'waiting' ? true : undefined,
	);
	const calls = (await simulator.calls()).slice(before);
	const address = calls[0]?.webhookUrl ?? '';
	await simulator.advance(60_000);
	await simulator.clearRequests();
	const event = { event: 'dial.updated', payload: { status: 'completed' } };
	const concurrency = MANY_CALLS / 2;
	const urls = [address, address.replace(main.url, processor.url)];
	const deliveries = await Promise.all(
		urls.map(
			async (url) => await simulator.deliver({ ...event, url, times: MANY_CALLS / 2, concurrency }),
		),
	);
	await until('the end', async () => ((await newest()).status === 'success' ? true : undefined));
	// The other process may still be about to look.
	await new Promise((resolve) => setTimeout(resolve, 5000));
	const lookUps = (await simulator.requests()).filter(({ method }) => method === 'GET').length;
	await processor.stop();
	const accepted = deliveries.flat().filter(({ status }) => status === 200);
	return {
		title: `${MANY_CALLS} calls of one execution end together, and their events arrive at two processes`,
		rows: [
			exactly('calls placed', calls.length, MANY_CALLS),
			told('events accepted (200)', accepted.length),
			told('look-ups', lookUps),
			exactly('look-ups within two for each call', Math.min(lookUps, 2 * MANY_CALLS), lookUps),
			exactly('times that the execution went on', (await newest()).runs('After').length, 1),
		],
	};
}

/** Which of these executions a worker has begun, by its log. */
function begunIn(log: string, ids: number[]): number[] {
	const begun = [...log.matchAll(/Worker started execution (\d+) /g)].map((match) =>
		Number(match[1]),
	);
	return ids.filter((id) => begun.includes(id));
}

async function countOf({ services }: Cluster, status: string): Promise<number> {
	const row = await services.database.connection.first(
		'SELECT count(*) AS number FROM execution_entity WHERE "workflowId" = ? AND status = ?',
		waitingWorkflow.id,
		status,
	);
	return Number(row?.['number']);
}

/** Waits until all executions have a status. */
async function reached(cluster: Cluster, status: string): Promise<void> {
	const isReached = async () => ((await countOf(cluster, status)) >= CALLS ? true : undefined);
	await until(`the status ${status} of ${CALLS} executions`, isReached, 120_000);
}
