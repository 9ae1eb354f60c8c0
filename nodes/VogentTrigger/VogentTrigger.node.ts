import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { listSearch } from '../Vogent/fields/listSearch';
import { RESPONSE_MODE } from './answers';
import { fields } from './fields';
import { receiveEvent } from './receiveEvent';
import { webhookMethods } from './register';
import { warnIfUnsigned } from './warnIfUnsigned';

/** How n8n shows the Vogent Trigger; its logic is in the files beside. */
export class VogentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vogent Trigger',
		name: 'vogentTrigger',
		icon: { light: 'file:../../icons/vogent.svg', dark: 'file:../../icons/vogent.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens on a Vogent call',
		eventTriggerDescription: 'Waiting for an event from Vogent',
		defaults: { name: 'Vogent Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vogentApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: RESPONSE_MODE, path: 'webhook' },
		],
		properties: fields,
	};

	methods = { listSearch };

	webhookMethods = webhookMethods;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveEvent(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await warnIfUnsigned(this);
	}
}
