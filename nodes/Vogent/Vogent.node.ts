import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { listSearch, loadOptions } from './fields/listSearch';
import { nodeProperties } from './registry';
import { resume, resumeWebhooks } from './resources/call/wait/resume';
import { WAITING_TOOLTIP } from './resources/call/wait/waitFields';
import { route } from './router';

/** The Vogent node: what n8n shows of it. What it does is in `resources/`. */
export class Vogent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Vogent',
		name: 'vogent',
		icon: { light: 'file:../../icons/vogent.svg', dark: 'file:../../icons/vogent.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Clone voices, and let AI agents make phone calls with Vogent',
		defaults: { name: 'Vogent' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vogentApi', required: true }],
		webhooks: resumeWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		properties: nodeProperties(),
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}

	/** An event of a call for which an execution waits. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
