import { pathOf, triggerNode } from '../../test/e2e/support/trigger.mts';
import { until } from '../../test/e2e/support/until.mts';
import { sink, vogentNode, workflow } from '../../test/e2e/support/workflows.mts';
import { seedId } from '../../test/simulator/seed-id.mts';
import { CONCURRENCY, mapWithConcurrency, namesOf, sendClone } from './clones.mts';
import type { Cluster } from './cluster.mts';
import { below, exactly, number, percentile, seconds, told, type Section } from './report.mts';

const CALLS = 200;
/** How many calls come in at the same moment. */
const CALL_CONCURRENCY = 4;
/** As long as Vogent waits. */
const LIMIT_MS = 3000;

const EVENTS = 200;

const agentId = seedId('agent 1');

const agent = { __rl: true, mode: 'id', value: agentId };

/** Answers a call that comes in with a variable of the prompt. */
export const inboundWorkflow = workflow('inbound', [
	triggerNode(
		{ events: ['dial.inbound'], answer: 'responseNode', callAgentId: agent },
		'vogent-credential',
	),
	vogentNode(
		{
			resource: 'call',
			operation: 'answerInbound',
			callAgentInputMode: 'fields',
			callAgentInput: { variables: [{ name: 'caller', value: '={{ $json.source_number }}' }] },
			keywords: 'Vogent, Anna',
		},
		{ name: 'Answer' },
	),
]);

/** Starts with every change of a call's status. */
export const eventWorkflow = workflow('events', [
	triggerNode({ events: ['dial.updated'] }, 'vogent-credential'),
	sink('After'),
]);

/** Calls that come in while clones keep the workers busy. */
export async function answerCalls(cluster: Cluster): Promise<Section> {
	let over = false;
	let clones = 0;
	let failed = 0;
	const names = namesOf('While calls come in', 100_000);
	const cloning = Array.from({ length: CONCURRENCY }, async () => {
		while (!over) {
			const { status } = await sendClone(cluster, names[clones++] ?? '');
			if (status !== 200) failed += 1;
		}
	});
	const outcomes = await mapWithConcurrency(
		Array.from({ length: CALLS }, (_, index) => `+1800555${String(index).padStart(4, '0')}`),
		CALL_CONCURRENCY,
		(sourceNumber) => cluster.simulator.inboundCall({ agentId, sourceNumber }),
	);
	over = true;
	await Promise.all(cloning);
	const times = outcomes.map(({ ms }) => ms);
	return {
		title: `${CALLS} calls come in, ${CALL_CONCURRENCY} at a time, while ${CONCURRENCY} clones at a time run`,
		rows: [
			exactly('answered in time, and the answer used', count(outcomes, 'usedAnswer'), CALLS),
			told('answered within, half of them', seconds(percentile(times, 50))),
			below('answered within, 99 of 100', percentile(times, 99), LIMIT_MS),
			told('the slowest answer', seconds(Math.max(...times))),
			told('clones meanwhile', number(clones)),
			exactly('of these not answered with a voice', failed, 0),
		],
	};
}

function count(outcomes: Array<{ usedAnswer: boolean }>, name: 'usedAnswer'): number {
	return outcomes.filter((outcome) => outcome[name]).length;
}

/** Events that start a workflow, many at the same moment. */
export async function takeEvents(cluster: Cluster): Promise<Section> {
	const deliveries = await cluster.simulator.deliver({
		url: `${cluster.main.url}/webhook/${pathOf(eventWorkflow)}`,
		event: 'dial.updated',
		payload: { dial_id: 'dial-1', status: 'completed' },
		times: EVENTS,
		concurrency: CONCURRENCY,
	});
	const succeeded = async () => {
		const row = await cluster.services.database.connection.first(
			`SELECT count(*) AS number FROM execution_entity WHERE "workflowId" = ? AND status = 'success'`,
			eventWorkflow.id,
		);
		return Number(row?.['number']);
	};
	await until(
		'the executions of all events',
		async () => ((await succeeded()) >= EVENTS ? true : undefined),
		120_000,
	);
	const times = deliveries.map(({ ms }) => ms ?? Infinity);
	return {
		title: `${EVENTS} events for the Vogent Trigger, ${CONCURRENCY} at a time`,
		rows: [
			exactly('accepted (200)', deliveries.filter(({ status }) => status === 200).length, EVENTS),
			told('accepted within, 99 of 100', seconds(percentile(times, 99))),
			exactly('executions that succeeded', await succeeded(), EVENTS),
		],
	};
}
