import * as core from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { VogentTrigger } from '../../../nodes/VogentTrigger/VogentTrigger.node.ts';
import { vogentNodeOf } from '../../support/node.mts';
import { additionalData } from './execution.mts';

/** A Vogent Trigger of a workflow, and the credential that it has. */
export interface TriggerSetUp {
	parameters: INodeParameters;
	/** Any value that an expression may give is possible as the secret. */
	credential: { apiKey: string; baseUrl: string; webhookSigningSecret?: unknown };
	/** Whether n8n cannot read the credential. */
	credentialIsGone?: boolean;
	/** What n8n has stored for the workflow; changed by the node. */
	staticData?: IDataObject;
	/** Where this n8n is, as the service sees it. */
	address?: string;
}

/** A request as n8n hands it to the node. */
export interface TriggerRequest {
	/** Text as it is, or anything as JSON. */
	body: unknown;
	signature?: string;
	/** Whether n8n has parsed it as a form with files, so that its bytes are gone. */
	isMultipart?: boolean;
	/** `manual` where somebody listens for a test event. */
	mode?: WorkflowExecuteMode;
}

/** What the node gave n8n, and what it answered by itself. */
export interface Outcome {
	given: IWebhookResponseData;
	answered: { status: number; body: unknown } | undefined;
	/** What the service gets when n8n later answers with this. */
	answerOf: (body: unknown, status?: number) => Outcome['answered'];
}

const nodeTypes: INodeTypes = {
	getByName: () => new VogentTrigger() as INodeType,
	getByNameAndVersion: () => new VogentTrigger() as INodeType,
	getKnownTypes: () => ({}),
};

async function partsOf(setUp: TriggerSetUp) {
	const { parameters, credential, staticData, address } = setUp;
	const node = vogentNodeOf({
		id: 'trigger',
		name: 'Vogent Trigger',
		type: 'n8n-nodes-vogent.vogentTrigger',
		webhookId: 'path',
		parameters: { options: {}, ...parameters },
		credentials: { vogentApi: { id: '1', name: 'Vogent API' } },
	});
	const workflow = new Workflow({
		id: 'component-test',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
	});
	await workflow.expression.acquireIsolate();
	const [webhookDescription] = new VogentTrigger().description.webhooks ?? [];
	const data = additionalData(credential);
	Object.assign(data, {
		webhookBaseUrl: `${address ?? 'http://127.0.0.1:5678'}/webhook`,
		webhookTestBaseUrl: `${address ?? 'http://127.0.0.1:5678'}/webhook-test`,
	});
	if (setUp.credentialIsGone) {
		data.credentialsHelper.getDecrypted = () => Promise.reject(new Error('gone'));
	}
	const used = workflow.getNode(node.name);
	if (used === null || webhookDescription === undefined) throw new Error('There is no webhook');
	return { workflow, node: used, data, webhook: { webhookDescription } as IWebhookData };
}

/** Has the node take a request. Throws what it throws, which should be nothing. */
export async function deliverTo(setUp: TriggerSetUp, request: TriggerRequest): Promise<Outcome> {
	const { workflow, node, data, webhook } = await partsOf(setUp);
	const { body, signature, isMultipart, mode = 'webhook' } = request;
	const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	let last: Outcome['answered'];
	const response = {
		statusCode: 200,
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		json(answer: unknown) {
			last = { status: response.statusCode, body: answer };
			return response;
		},
	};
	Object.assign(data, {
		httpRequest: {
			headers: signature === undefined ? {} : { 'x-elto-signature': signature },
			rawBody: isMultipart ? undefined : rawBody,
			readRawBody: () =>
				isMultipart
					? Promise.reject(new Error('Request body stream was aborted or is not readable'))
					: Promise.resolve(),
		},
		httpResponse: response,
	});
	const context = new core.WebhookContext(workflow, node, data, mode, webhook, [], null);
	const given = await new VogentTrigger().webhook.call(context);
	const answered = last;
	return {
		given,
		answered,
		answerOf: (answer, status = 200) => {
			response.status(status).json(answer);
			return last;
		},
	};
}

/** Does what n8n does with the node's webhook when a workflow is activated; gives whether anything was created. */
export async function activate(
	setUp: TriggerSetUp,
	activation: WorkflowActivateMode = 'activate',
): Promise<boolean> {
	const { checkExists, create } = new VogentTrigger().webhookMethods.default ?? {};
	const context = await hookContext(setUp, activation);
	if (await checkExists?.call(context)) return false;
	await create?.call(context);
	return true;
}

/** Does what n8n does with the node's webhook when a workflow is deactivated, and after a test. */
export async function deactivate(setUp: TriggerSetUp): Promise<void> {
	await new VogentTrigger().webhookMethods.default?.delete.call(await hookContext(setUp, 'update'));
}

async function hookContext(setUp: TriggerSetUp, activation: WorkflowActivateMode) {
	const { workflow, node, data, webhook } = await partsOf(setUp);
	const isTest = activation === 'manual';
	const mode = isTest ? 'manual' : 'trigger';
	return new core.HookContext(workflow, node, data, mode, activation, { ...webhook, isTest });
}

/** The parameters of a trigger that somebody has just added, and of one where they have chosen `chosen`. */
export function triggerParameters(chosen: INodeParameters = {}): INodeParameters | null {
	const { description } = new VogentTrigger();
	const node = vogentNodeOf({ type: 'n8n-nodes-vogent.vogentTrigger', parameters: chosen });
	return NodeHelpers.getNodeParameters(
		description.properties,
		chosen,
		true,
		false,
		node,
		description,
	);
}
