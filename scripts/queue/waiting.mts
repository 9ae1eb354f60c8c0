import { callNode, callWorkflow, people } from '../../test/e2e/support/calls.mts';
import { until } from '../../test/e2e/support/until.mts';
import { namesOf } from './clones.mts';
import { START_LIMIT_MS, type Cluster } from './cluster.mts';
import type { Section } from './report.mts';

/** Calls people and goes on when all calls are over. */
export const callsWorkflow = callWorkflow('calls', callNode());

const CALLS = 100;

/** Calls of one execution that end together, and whose events arrive at two processes. */
export async function waitForCalls({ home, main, simulator }: Cluster): Promise<Section> {
	const processor = await home.start({ command: 'webhook', timeoutMs: START_LIMIT_MS });
	await simulator.planCalls({ events: [] });
	await fetch(`${main.url}/webhook/${callsWorkflow.id}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ people: people(...namesOf('Somebody', CALLS)) }),
	});
	const newest = async () => await home.lastExecution(callsWorkflow.id);
	const reached = async (status: string) =>
		await until(status, async () => ((await newest()).status === status ? true : undefined));
	await reached('waiting');
	const calls = await simulator.calls();
	const address = calls[0]?.webhookUrl ?? '';
	await simulator.advance(60_000);
	await simulator.clearRequests();
	const deliveries = await Promise.all(
		[address, address.replace(main.url, processor.url)].map((url) =>
			simulator.deliver({
				event: 'dial.updated',
				payload: { status: 'completed' },
				url,
				times: CALLS / 2,
				concurrency: CALLS / 2,
			}),
		),
	);
	await reached('success');
	// The other process may still be about to look.
	await new Promise((resolve) => setTimeout(resolve, 5000));
	const lookUps = (await simulator.requests()).filter(({ method }) => method === 'GET').length;
	await processor.stop();
	return {
		title: `${CALLS} calls of one execution end together, and their events arrive at two processes`,
		rows: [
			{ what: 'calls placed', measured: calls.length, wanted: CALLS },
			{
				what: 'events accepted (200)',
				measured: deliveries.flat().filter(({ status }) => status === 200).length,
			},
			{ what: 'look-ups', measured: lookUps },
			{
				what: 'look-ups beyond two for each call',
				measured: Math.max(0, lookUps - 2 * CALLS),
				wanted: 0,
			},
			{
				what: 'times that the execution went on',
				measured: (await newest()).runs('After').length,
				wanted: 1,
			},
		],
	};
}
