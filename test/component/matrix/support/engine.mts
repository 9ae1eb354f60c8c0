import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	ITaskData,
} from 'n8n-workflow';

import { Vogent } from '../../../../nodes/Vogent/Vogent.node.ts';
import { vogentNodeOf } from '../../../support/node.mts';
import { additionalData } from '../../support/execution.mts';

/** A workflow of two nodes: one that hands on items, and Vogent. */
export interface EngineRun {
	parameters: INodeParameters;
	/** The node's settings, such as On Error and Retry On Fail. */
	settings: Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>;
	items: INodeExecutionData[];
	credential: { apiKey: string; baseUrl: string };
}

/** What n8n has of the Vogent node when the execution is over. */
export interface EngineResult {
	/** The items of each output. */
	outputs: INodeExecutionData[][];
	error?: { message: string; description?: string; context: IDataObject };
	hints: string[];
	/** All that n8n keeps of the execution, as text. */
	kept: string;
}

const START = 'Start';

const position: INode['position'] = [0, 0];

/** Runs the workflow in n8n's own engine. Throws where the engine itself fails. */
export async function runInEngine(run: EngineRun): Promise<EngineResult> {
	const node = vogentNodeOf({
		parameters: run.parameters,
		credentials: { vogentApi: { id: '1', name: 'Vogent API' } },
		...run.settings,
	});
	const start: INode = {
		id: '0',
		name: START,
		type: 'start',
		typeVersion: 1,
		position,
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'matrix',
		nodes: [start, node],
		connections: {
			[START]: { main: [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes: nodeTypesWith(run.items),
		settings: { executionOrder: 'v1' },
	});
	const data = additionalData(run.credential);
	data.hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: workflow.id,
		name: 'Matrix',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [start, node],
		connections: workflow.connectionsBySourceNode,
	});
	const engine = new WorkflowExecute(data, 'manual', createRunExecutionData());
	const finished = await engine.run({ workflow, startNode: start });
	const [task] = finished.data.resultData.runData[node.name] ?? [];
	if (task === undefined) {
		throw new Error(`Vogent did not run: ${finished.data.resultData.error?.message}`);
	}
	return resultOf(task, JSON.stringify(finished.data));
}

function resultOf(task: ITaskData, kept: string): EngineResult {
	const error = task.error as EngineResult['error'];
	return {
		outputs: (task.data?.main ?? []).map((items) => items ?? []),
		error,
		hints: (task.hints ?? []).map(({ message }) => message),
		kept: `${kept} ${task.error?.stack ?? ''}`,
	};
}

/** n8n's node types, as far as the workflow needs them; the start node hands on the items. */
function nodeTypesWith(items: INodeExecutionData[]): INodeTypes {
	const start: INodeType = {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: 'Hands on items',
			defaults: {},
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: () => Promise.resolve([items]),
	};
	const vogent: INodeType = new Vogent();
	const find = (type: string) => (type === 'start' ? start : vogent);
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}
