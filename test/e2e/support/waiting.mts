import { readLastExecution, type Execution } from '../../n8n/executions.mts';
import type { SeenServer } from '../../n8n/server.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import type { Delivery, OddDelivery, PlacedCall, Simulator } from '../../simulator/client.mts';
import type { Person } from './calls.mts';
import type { RunningN8n } from './n8n.mts';
import { until } from './until.mts';
import { credential } from './workflows.mts';

/** What the webhooks of the credential `signed` are signed with. */
export const signingSecret = 'signing-secret-of-a-test';

/** A running n8n with published workflows that call people. */
export interface CallCenter<Server extends SeenServer> extends RunningN8n<Server> {
	/** Starts a workflow for people; gives the execution's number. */
	call: (workflowId: string, people: Person[]) => Promise<number>;
	/** Starts a workflow for people, and waits until its execution is parked. */
	park: (workflowId: string, people: Person[]) => Promise<Execution>;
	/** Waits, 30 seconds unless told, until the workflow's newest execution is over. */
	ended: (workflowId: string, timeoutMs?: number) => Promise<Execution>;
	/** The workflow's newest execution as it is. */
	now: (workflowId: string) => Promise<Execution>;
}

/** Publishes these workflows on an n8n, with the credentials `vogent-credential` and `signed`. */
export async function openCallCenter<Server extends SeenServer>(
	n8n: RunningN8n<Server>,
	workflows: WorkflowToImport[],
): Promise<CallCenter<Server>> {
	const { simulator, home } = n8n;
	const { apiKey, baseUrl } = simulator;
	await n8n.addCredentials([
		credential({ apiKey, baseUrl, webhookSigningSecret: signingSecret }, 'signed'),
	]);
	await n8n.addWorkflows(workflows, { isPublished: true });

	const now = n8n.lastExecution;
	const statusOf = async (
		workflowId: string,
		isRight: (status: string) => boolean,
		timeoutMs = 30_000,
	) =>
		await until(
			`another status of ${workflowId}`,
			async () => {
				const execution = await now(workflowId);
				return isRight(execution.status) ? execution : undefined;
			},
			timeoutMs,
		);
	const center: CallCenter<Server> = {
		...n8n,
		call: async (workflowId, people) => {
			const id = n8n.idOf(workflowId);
			const newest = async () => (await readLastExecution(home.query, id))?.id ?? 0;
			const before = await newest();
			const response = await fetch(`${center.server.url}/webhook/${workflowId}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ campaign: 'Spring', people }),
			});
			const answer = await response.text();
			if (!response.ok) throw new Error(`${workflowId}: ${response.status} ${answer}`);
			// n8n 1 answers before there is an execution.
			return await until('the execution', async () => {
				const number = await newest();
				return number > before ? number : undefined;
			});
		},
		park: async (workflowId, people) => {
			const id = await center.call(workflowId, people);
			const execution = await statusOf(workflowId, (status) => status !== 'running');
			if (execution.id === id && execution.status === 'waiting') return execution;
			throw new Error(`Not parked: ${execution.status} ${JSON.stringify(execution.error)}`);
		},
		ended: async (workflowId, timeoutMs) =>
			await statusOf(workflowId, (status) => status !== 'waiting', timeoutMs),
		now,
	};
	return center;
}

/** Where the events of an execution's calls go, as the service was told, once the last of them is placed. */
export async function eventAddress(simulator: Simulator): Promise<string> {
	return await until(
		'a call with an address for its events',
		async () => (await simulator.calls()).at(-1)?.webhookUrl ?? undefined,
	);
}

/** An event that says that a call has ended, true or not. */
export function endedEvent(url: string, dialId = 'unknown'): OddDelivery {
	const payload = { dial_session_id: 'unknown', dial_id: dialId, status: 'completed' };
	return { url, event: 'dial.updated', payload };
}

/** Deliveries, told apart by who was called, what happened and what was answered. */
export function told(deliveries: Delivery[], calls: PlacedCall[]): string[] {
	return deliveries.map(({ dialId, event, body, status }) => {
		const { payload } = JSON.parse(body) as { payload: { status?: string } };
		const number = calls.findIndex(({ dial }) => dial.id === dialId);
		return [number, event?.replace('dial.', ''), payload.status, status]
			.filter((part) => part !== undefined)
			.join(' ');
	});
}
