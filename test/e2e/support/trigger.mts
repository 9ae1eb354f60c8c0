import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { line, type Activation } from '../../n8n/lines.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import type { RunningN8n } from './n8n.mts';
import { until } from './until.mts';
import { node } from './workflows.mts';

/** A Vogent Trigger of a workflow, with a webhook of its own. */
export function triggerNode(parameters: INodeParameters, credentialId: string): INode {
	return node(
		'Trigger',
		'n8n-nodes-vogent.vogentTrigger',
		{ options: {}, ...parameters },
		{
			webhookId: randomUUID(),
			credentials: { vogentApi: { id: credentialId, name: 'Vogent API' } },
		},
	);
}

/** The path of the trigger's webhook, below `/webhook/` or `/webhook-test/`. */
export function pathOf({ nodes }: Pick<WorkflowToImport, 'nodes'>): string {
	return `${nodes[0]?.webhookId}/webhook`;
}

/** A workflow on a running n8n. */
export interface RunningWorkflow {
	id: string;
	path: string;
}

/** What the editor does with workflows, through n8n's own API, as its owner. */
export class Editor {
	private readonly n8n: RunningN8n;

	constructor(n8n: RunningN8n) {
		this.n8n = n8n;
	}

	/** Saves a credential; gives its ID. */
	async addCredential(data: Record<string, string>): Promise<string> {
		const id = randomUUID();
		await this.n8n.addCredentials([{ id, name: id, type: 'vogentApi', data }]);
		return id;
	}

	/** Saves a workflow that is not active. */
	async add(workflow: WorkflowToImport): Promise<RunningWorkflow> {
		const id = randomUUID();
		await this.n8n.addWorkflows([{ ...workflow, id }]);
		return { id: this.n8n.idOf(id), path: pathOf(workflow) };
	}

	/** Changes the trigger of a saved workflow; what is active stays so until it is activated again. */
	async change({ id }: RunningWorkflow, change: (trigger: INode) => INode): Promise<void> {
		const { data } = (await this.n8n.session.get(`/rest/workflows/${id}`)) as {
			data: WorkflowToImport & { versionId: string };
		};
		const { name, nodes, connections, settings, versionId } = data;
		const changed = nodes.map((one) => (one.name === 'Trigger' ? change(one) : one));
		const body = { name, nodes: changed, connections, settings, versionId };
		await this.n8n.session.patch(`/rest/workflows/${id}`, body);
	}

	/** Activates a workflow, and waits until that has come to an end. */
	async activate({ id }: RunningWorkflow): Promise<Activation> {
		return await line.activate(this.n8n.session, id);
	}

	/** Deactivates a workflow; gives the warning that n8n has kept, if there is one. */
	async deactivate({ id }: RunningWorkflow): Promise<string | undefined> {
		const { home, server, session } = this.n8n;
		return await line.deactivate(session, id, { query: home.query, log: server.log });
	}

	/** Listens for a test event, as the button of the trigger does. */
	async listen({ id }: RunningWorkflow): Promise<void> {
		await line.run(this.n8n.session, id, 'Trigger');
	}

	/** How many executions a workflow has, once none of them is under way. */
	async executions({ id }: RunningWorkflow, least = 0): Promise<number> {
		const select = `SELECT count(*) AS number, sum(status IN ('new', 'running')) AS running
			FROM execution_entity WHERE workflowId = ?`;
		return await until(
			`${least} executions of workflow ${id}`,
			async () => {
				const { number, running } = (await this.n8n.home.query(select, id)) ?? {};
				const count = Number(number);
				return Number(running) === 0 && count >= least ? count : undefined;
			},
			60_000,
		);
	}

	/** What n8n has stored for a workflow's nodes, as JSON. */
	async staticData({ id }: RunningWorkflow): Promise<string> {
		const select = 'SELECT staticData FROM workflow_entity WHERE id = ?';
		return String((await this.n8n.home.query(select, id))?.staticData);
	}
}
