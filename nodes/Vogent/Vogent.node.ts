import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties } from './registry';
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
		description: 'Clone voices for AI phone calls with Vogent',
		defaults: { name: 'Vogent' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'vogentApi', required: true }],
		properties: nodeProperties(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this);
	}
}
