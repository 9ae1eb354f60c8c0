import type { IDataObject, INodeType, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { additionalDataOf } from '../../support/additionalData.mts';
import { vogentNodeOf } from '../../support/node.mts';
import type { Line } from '../support/line.mts';

/** Runs a workflow of one node with an error output by n8n's engine, and gives what its outputs hold. */
async function outputsFor({ core, workflow }: Line, json: IDataObject): Promise<IDataObject[][]> {
	const node = vogentNodeOf({ onError: 'continueErrorOutput' });
	const nodeType = {
		description: {
			name: node.type,
			group: ['transform'],
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		execute: () => Promise.resolve([[{ json, pairedItem: { item: 0 } }]]),
	} as unknown as INodeType;
	const running = new workflow.Workflow({
		id: 'facts',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additionalData: IWorkflowExecuteAdditionalData = {
		...additionalDataOf({
			values: {},
			properties: [],
			authenticate: (_values, options) => Promise.resolve(options),
		}),
		hooks: new core.ExecutionLifecycleHooks('manual', '1', {
			...{ id: 'facts', name: 'Facts', nodes: [node], connections: {}, active: false },
			...{ createdAt: new Date(), updatedAt: new Date(), activeVersionId: null, isArchived: false },
		}),
	};
	const runExecutionData = workflow.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const engine = new core.WorkflowExecute(additionalData, 'manual', runExecutionData);
	const { data } = await engine.processRunExecutionData(running);
	const [taken] = data.resultData.runData[node.name] ?? [];
	const outputs = taken?.data?.['main'] ?? [];
	return outputs.map((items) => (items ?? []).map((item) => item.json));
}

export const probes = {
	errorItem: (line: Line) => outputsFor(line, { error: 'no', id: 'voice-1' }),
};
