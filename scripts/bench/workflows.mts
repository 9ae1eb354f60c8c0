import path from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import {
	node,
	readFiles,
	sink,
	start,
	vogentNode,
	workflow,
} from '../../test/e2e/support/workflows.mts';
import type { CredentialToImport, WorkflowToImport } from '../../test/n8n/types.mts';
import type { Case } from './cases.mts';
import type { CONTENDERS_IN_N8N } from './figures.mts';
import type { Service } from './receiver.mts';

/** Those that run in n8n. */
export type ContenderInN8n = (typeof CONTENDERS_IN_N8N)[number];

/** The name of the node of every workflow that is measured. */
export const MEASURED = 'Measured';

/** n8n's batching does not wait for the batch before, only so many ms: the least it takes is best for its time. */
const BATCH_INTERVAL_MS = 1;

/** The credentials that the workflows of a service refer to. */
export function credentialsFor({ baseUrl, apiKey }: Service, id: string): CredentialToImport[] {
	return [
		{ id: `vogent-${id}`, name: id, type: 'vogentApi', data: { baseUrl, apiKey } },
		{ id: `bearer-${id}`, name: id, type: 'httpBearerAuth', data: { token: apiKey } },
	];
}

/** What a workflow of the bench is called in n8n. */
export function workflowId(one: Case, contender: ContenderInN8n, credential: string): string {
	return `${contender}-${one.id}-${credential}`;
}

/**
 * A workflow that reads the clips of a case, and uploads them or, as `nothing`, does not.
 *
 * @param folder of the clips
 * @param credential what `credentialsFor` was given as id
 */
export function makeWorkflow(
	one: Case,
	contender: ContenderInN8n,
	{ folder, service, credential }: { folder: string; service: Service; credential: string },
): WorkflowToImport {
	const vogentApi = { id: `vogent-${credential}`, name: credential };
	const httpBearerAuth = { id: `bearer-${credential}`, name: credential };
	const measured: Record<ContenderInN8n, () => INode> = {
		nothing: () => sink(MEASURED),
		node: () =>
			vogentNode(
				{ options: { maxConcurrency: one.concurrency } },
				{ name: MEASURED, credentials: { vogentApi } },
			),
		http: () => httpRequest(one, service, { credentials: { httpBearerAuth } }),
		buffered: () =>
			node(MEASURED, 'n8n-nodes-buffered.buffered', {}, { credentials: { vogentApi } }),
		bare: () => bareFile(service, { credentials: { httpBearerAuth } }),
	};
	// n8n wants forward slashes on Windows too.
	const files = path.join(folder, '*.wav').replaceAll('\\', '/');
	return workflow(workflowId(one, contender, credential), [
		start(),
		readFiles(files),
		measured[contender](),
	]);
}

/** The HTTP Request node, as somebody sets it up who uploads clips by hand. */
function httpRequest({ concurrency, clips }: Case, service: Service, more: Partial<INode>): INode {
	const batch = { batchSize: concurrency, batchInterval: BATCH_INTERVAL_MS };
	const body = {
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [
				{ parameterType: 'formData', name: 'name', value: 'Anna' },
				{ parameterType: 'formData', name: 'model', value: 'CSM' },
				{ parameterType: 'formBinaryData', name: 'clip', inputDataFieldName: 'data' },
			],
		},
		options: clips > 1 ? { batching: { batch } } : {},
	};
	return posting(service, body, more);
}

/** The HTTP Request node with the file as the whole body. With redirects n8n would keep all of it in memory. */
function bareFile(service: Service, more: Partial<INode>): INode {
	const body = {
		contentType: 'binaryData',
		inputDataFieldName: 'data',
		options: { redirect: { redirect: { followRedirects: false } } },
	};
	return posting(service, body, more);
}

function posting({ baseUrl }: Service, body: INodeParameters, more: Partial<INode>): INode {
	return node(
		MEASURED,
		'n8n-nodes-base.httpRequest',
		{
			method: 'POST',
			url: `${baseUrl}/voices/clone`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBearerAuth',
			sendBody: true,
			...body,
		},
		{ typeVersion: 4.5, ...more },
	);
}
