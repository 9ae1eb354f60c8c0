import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions, INodeType } from 'n8n-workflow';

import { displayError } from '../Vogent/execution/failures';
import { excerpt } from '../Vogent/text/displayText';
import { isJsonObject } from '../Vogent/text/json';
import { callerWithoutItems, type ApiCaller } from '../Vogent/transport/caller';
import { readConnection } from '../Vogent/transport/credential';
import { isNotFound, type VogentError } from '../Vogent/transport/errors';
import { sendRequest } from '../Vogent/transport/request';
import { isPrivateAddress } from '../Vogent/webhook/hosts';
import { workflowAnswers } from './answers';
import { INBOUND_CALL } from './events';

/** What was set on an agent; kept in the node's static data, since the service does not return it. */
interface Registration extends IDataObject {
	agentId: string;
	url: string;
	/** Whether the agent waits for an answer. */
	answers: boolean;
}

/**
 * n8n calls these when a workflow is activated and deactivated: they set and clear the inbound webhook of the chosen agent,
 * but not for a test event. Each throws what `apiRequest` throws, and a NodeOperationError if the service could not reach
 * this n8n. API page: "Update Agent" (`inboundWebhookUrl`, `inboundWebhookResponse`).
 */
export const webhookMethods: NonNullable<INodeType['webhookMethods']> = {
	default: {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) return true;
			const isRestart = ['init', 'leadershipChange'].includes(this.getActivationMode());
			const known = readKnown(this);
			const wanted = readWanted(this);
			if (known === undefined && wanted === undefined) return true;
			// Activating a workflow sets it again, whatever was changed in Vogent meanwhile.
			return isRestart && JSON.stringify(known) === JSON.stringify(wanted);
		},

		async create(this: IHookFunctions): Promise<boolean> {
			if (isTest(this)) return true;
			const known = readKnown(this);
			const wanted = readWanted(this);
			if (known !== undefined && known.agentId !== wanted?.agentId) await unregister(this, known);
			if (wanted !== undefined) await register(this, wanted);
			return true;
		},

		async delete(this: IHookFunctions): Promise<boolean> {
			const known = readKnown(this);
			// n8n calls it after a test, too, but without static data.
			if (known !== undefined) await unregister(this, known);
			return true;
		},
	},
};

function isTest(context: IHookFunctions): boolean {
	return context.getActivationMode() === 'manual';
}

function readKnown(context: IHookFunctions): Registration | undefined {
	const { registration } = context.getWorkflowStaticData('node');
	if (!isJsonObject(registration)) return undefined;
	const { agentId, url, answers } = registration;
	return { agentId: String(agentId), url: String(url), answers: answers === true };
}

function readWanted(context: IHookFunctions): Registration | undefined {
	const events = context.getNodeParameter('events', []) as string[];
	if (!events.includes(INBOUND_CALL)) return undefined;
	const given = context.getNodeParameter('callAgentId', '', { extractValue: true }) as unknown;
	const agentId = typeof given === 'string' ? given.trim() : '';
	if (agentId === '') return undefined;
	const url = context.getNodeWebhookUrl('default') ?? '';
	return { agentId, url, answers: workflowAnswers(context) };
}

async function register(context: IHookFunctions, wanted: Registration): Promise<void> {
	const caller = callerWithoutItems(context);
	const { baseUrl } = await readConnection(caller);
	if (isPrivateAddress(wanted.url) && !isPrivateAddress(baseUrl)) {
		throw new NodeOperationError(
			context.getNode(),
			`Vogent cannot reach this n8n at ${wanted.url}: set the environment variable WEBHOOK_URL of this n8n to its public address, or choose no agent`,
		);
	}
	const failure = await update(caller, wanted.agentId, {
		inboundWebhookUrl: wanted.url,
		...(wanted.answers ? { inboundWebhookResponse: true } : {}),
	});
	if (failure !== undefined) throw prefixError(failure, wanted, 'could not be set');
	context.getWorkflowStaticData('node').registration = { ...wanted };
}

/** How to clear the URL is not documented. An agent that was deleted needs nothing. */
async function unregister(context: IHookFunctions, known: Registration): Promise<void> {
	const failure = await update(callerWithoutItems(context), known.agentId, {
		inboundWebhookUrl: '',
		...(known.answers ? { inboundWebhookResponse: false } : {}),
	});
	if (failure !== undefined && !isNotFound(failure)) {
		throw prefixError(failure, known, 'could not be taken back');
	}
	delete context.getWorkflowStaticData('node').registration;
}

/** Returns why it failed, if so. */
async function update(
	caller: ApiCaller,
	agentId: string,
	body: IDataObject,
): Promise<VogentError | undefined> {
	const path = `/agents/${encodeURIComponent(agentId)}`;
	const result = await sendRequest(caller, { method: 'PUT', path, body });
	return 'failure' in result ? result.failure.error : undefined;
}

/** n8n 2 shows only the message of such an error, n8n 1 only the description: both must say what failed. */
function prefixError(error: VogentError, { agentId }: Registration, failed: string) {
	const about = `The inbound webhook of agent ${excerpt(agentId)} ${failed}`;
	error.message = `${about}: ${error.message}`;
	if (error.description) error.description = `${about}. ${error.description}`;
	return displayError(error.node, error);
}
