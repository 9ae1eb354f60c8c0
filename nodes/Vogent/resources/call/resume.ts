import type {
	IDataObject,
	INodeExecutionData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { DEFAULT_REQUEST_SETTINGS } from '../../descriptions/requestOptions';
import { Pace } from '../../transport/pace';
import { isTrusted } from '../../webhook/trust';
import { mayGoOn } from './wakeOnce';
import { lookUntilOneIsNotReady, WAIT_TARGETS } from './waiting';

/** The address at which the events of an execution's calls arrive: n8n gives it to no other request. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Empty: else n8n answers with a word of its own where the execution goes on.
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];

/**
 * Looks at the calls of a parked execution when an event comes, whatever it says, and lets the execution go on where what
 * is waited for is there for all of them. Never throws: n8n would end the execution. A request that is not signed, where
 * the credential has a signing secret, is answered with 401. API page: "Webhooks".
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const stayParked = { webhookResponse: { waiting: true } };
	try {
		if (!(await isTrusted(context))) {
			context.getResponseObject().status(401).json({ error: 'The signature is not valid' });
			return { noWebhookResponse: true };
		}
		const target = WAIT_TARGETS.find((one) => one === context.getNodeParameter('waitFor'));
		const parked = readParked(context);
		if (target === undefined || parked.length === 0) return stayParked;
		const caller = {
			context,
			itemIndex: 0,
			settings: DEFAULT_REQUEST_SETTINGS,
			pace: new Pace(),
		};
		const { isReady, calls } = await lookUntilOneIsNotReady(
			caller,
			parked.map(({ json }) => json),
			target,
		);
		const firstId = parked.find(({ json }) => typeof json.dialId === 'string')?.json.dialId;
		if (!isReady || !mayGoOn(String(firstId))) return stayParked;
		const items = calls.map((json, item) => ({ json, pairedItem: { item } }));
		return { webhookResponse: { waiting: false }, workflowData: [items] };
	} catch (error) {
		context.logger.debug(`Vogent: an event could not be handled: ${String(error)}`);
		return stayParked;
	}
}

/** The calls, as they were put in place of the node's items before the execution was parked. */
function readParked(context: IWebhookFunctions): INodeExecutionData[] {
	const items: unknown = context.evaluateExpression('{{ $input.all() }}');
	return Array.isArray(items) ? (items as Array<{ json: IDataObject }>) : [];
}
