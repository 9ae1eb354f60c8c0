import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import { cloneParameters } from '../../component/support/clone.mts';
import { repositoryDirectory } from '../../n8n/paths.mts';
import type { CredentialToImport, WorkflowToImport } from '../../n8n/types.mts';

export const fixtures = join(repositoryDirectory, 'test', 'fixtures');

/** The credential that `vogentNode` refers to. */
export function credential(
	data: { apiKey: string; baseUrl: string; webhookSigningSecret?: string },
	id = 'vogent-credential',
): CredentialToImport {
	return { id, name: `Vogent API (${id})`, type: 'vogentApi', data: { ...data } };
}

/** One node of a workflow; its name is what the tests read its output by. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode {
	return { id: randomUUID(), name, type, typeVersion: 1, position: [0, 0], parameters, ...more };
}

export const start = () => node('Start', 'n8n-nodes-base.manualTrigger', {});

/** Starts the workflow when somebody posts to `/webhook/<path>`; the answer comes when the workflow has ended. */
export function webhook(path: string): INode {
	const parameters = { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} };
	return node('Webhook', 'n8n-nodes-base.webhook', parameters, { typeVersion: 2, webhookId: path });
}

/** Does nothing: what it gets is what the node before it gave. */
export const sink = (name: string) => node(name, 'n8n-nodes-base.noOp', {});

/** Reads files from the disk into the binary field `data`, one item each. */
export function readFiles(fileSelector: string): INode {
	const parameters = { operation: 'read', fileSelector, options: {} };
	return node('Files', 'n8n-nodes-base.readWriteFile', parameters, { typeVersion: 1.1 });
}

/** The Vogent node with the operation Clone, as the editor makes it. */
export function vogentNode(parameters: INodeParameters = {}, more: Partial<INode> = {}): INode {
	return node('Vogent', 'n8n-nodes-vogent.vogent', cloneParameters(parameters), {
		credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } },
		...more,
	});
}

/** A workflow of nodes in a row; `branches` go on from the last one's outputs. */
export function workflow(id: string, row: INode[], branches: INode[] = []): WorkflowToImport {
	const connections: WorkflowToImport['connections'] = {};
	row.forEach(({ name }, index) => {
		const next = row[index + 1];
		const targets = next ? [next] : branches;
		connections[name] = {
			main: targets.map((target) => [{ node: target.name, type: 'main', index: 0 }]),
		};
	});
	return {
		id,
		name: id,
		nodes: [...row, ...branches],
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/** A workflow of `examples/`, ready to run: with an id and the credential chosen, as its first step says. */
export async function example(file: string, id: string): Promise<WorkflowToImport> {
	const text = await readFile(join(repositoryDirectory, 'examples', file), 'utf8');
	const { name, nodes, connections, settings } = JSON.parse(text) as WorkflowToImport;
	return {
		id,
		name,
		connections,
		settings,
		nodes: nodes.map((one) =>
			one.type === 'n8n-nodes-vogent.vogent'
				? { ...one, credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } } }
				: one,
		),
	};
}
