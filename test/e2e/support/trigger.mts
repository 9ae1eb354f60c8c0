import { randomUUID } from 'node:crypto';

import type { INode, INodeParameters } from 'n8n-workflow';

import { queryDatabase } from '../../n8n/database.mts';
import type { N8nHome } from '../../n8n/home.mts';
import { line, type Activation } from '../../n8n/lines.mts';
import type { N8nServer } from '../../n8n/server.mts';
import type { WorkflowToImport } from '../../n8n/types.mts';
import type { Session } from './session.mts';
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
	private readonly session: Session;

	private readonly home: N8nHome;

	private readonly server: N8nServer;

	constructor(session: Session, home: N8nHome, server: N8nServer) {
		this.session = session;
		this.home = home;
		this.server = server;
	}

	/** Saves a credential; gives its ID. */
	async addCredential(data: Record<string, string>): Promise<string> {
		const credential = { name: randomUUID(), type: 'vogentApi', data };
		const { data: saved } = (await this.session.post('/rest/credentials', credential)) as {
			data: { id: string };
		};
		return saved.id;
	}

	/** Saves a workflow that is not active. */
	async add(workflow: WorkflowToImport): Promise<RunningWorkflow> {
		const { name, nodes, connections, settings } = workflow;
		const body = { name, nodes, connections, settings, active: false };
		const { data } = (await this.session.post('/rest/workflows', body)) as { data: { id: string } };
		return { id: data.id, path: pathOf(workflow) };
	}

	/** Changes the trigger of a saved workflow; what is active stays so until it is activated again. */
	async change({ id }: RunningWorkflow, change: (trigger: INode) => INode): Promise<void> {
		const { data } = (await this.session.get(`/rest/workflows/${id}`)) as {
			data: WorkflowToImport & { versionId: string };
		};
		const { name, nodes, connections, settings, versionId } = data;
		const changed = nodes.map((one) => (one.name === 'Trigger' ? change(one) : one));
		const body = { name, nodes: changed, connections, settings, versionId };
		await this.session.patch(`/rest/workflows/${id}`, body);
	}

	/** Activates a workflow, and waits until that has come to an end. */
	async activate({ id }: RunningWorkflow): Promise<Activation> {
		return await line.activate(this.session, id);
	}

	/** Deactivates a workflow; gives the warning that n8n has kept, if there is one. */
	async deactivate({ id }: RunningWorkflow): Promise<string | undefined> {
		const { query } = this.home;
		return await line.deactivate(this.session, id, { query, log: this.server.log });
	}

	/** Listens for a test event, as the button of the trigger does. */
	async listen({ id }: RunningWorkflow): Promise<void> {
		await line.run(this.session, id, 'Trigger');
	}

	/** How many executions a workflow has, once none of them is under way. */
	async executions({ id }: RunningWorkflow, least = 0): Promise<number> {
		const count = (condition: string) =>
			Number(
				queryDatabase(
					this.home.directory,
					`SELECT count(*) AS number FROM execution_entity WHERE workflowId = ? ${condition}`,
					id,
				)?.number,
			);
		for (const end = Date.now() + 300_000; Date.now() < end;) {
			const underWay = count("AND status IN ('new', 'running')");
			if (underWay === 0 && count('') >= least) return count('');
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		throw new Error(`Workflow ${id} does not come to rest.`);
	}

	/** What n8n has stored for a workflow's nodes, as JSON. */
	staticData({ id }: RunningWorkflow): string {
		const select = 'SELECT staticData FROM workflow_entity WHERE id = ?';
		return String(queryDatabase(this.home.directory, select, id)?.staticData);
	}
}
