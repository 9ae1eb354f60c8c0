import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { additionalDataOf } from '../../support/additionalData.mts';
import { vogentNodeOf } from '../../support/node.mts';
import type { Line } from '../support/line.mts';

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Runs a workflow of one node by n8n's engine, and gives what the node's outputs hold. */
async function run(
	{ core, workflow }: Line,
	execute: Execute,
	settings: Partial<INode>,
): Promise<{ outputs: IDataObject[][]; error: string | undefined }> {
	const node = vogentNodeOf(settings);
	const nodeType = {
		description: {
			name: node.type,
			group: ['transform'],
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		execute,
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
	return {
		outputs: outputs.map((items) => (items ?? []).map(({ json }) => json)),
		error: data.resultData.error?.message,
	};
}

/** Fails until its third run, and remembers in the node's context what it has done. */
function failingTwice(fail: (context: IExecuteFunctions) => INodeExecutionData[]): Execute {
	return function () {
		const memory = this.getContext('node') as { runs?: number };
		memory.runs = (memory.runs ?? 0) + 1;
		const items = memory.runs < 3 ? fail(this) : [{ json: { runs: memory.runs } }];
		return Promise.resolve([items]);
	};
}

const RETRIED: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const routed = (item: INodeExecutionData) => (line: Line) =>
	run(line, () => Promise.resolve([[{ ...item, pairedItem: { item: 0 } }]]), {
		onError: 'continueErrorOutput',
	});

export const probes = {
	retriedAfterThrow: (line: Line) =>
		run(
			line,
			failingTwice(() => {
				throw new Error('not yet');
			}),
			RETRIED,
		),
	retriedAfterErrorItem: (line: Line) =>
		run(
			line,
			failingTwice(() => [{ json: { error: 'not yet' } }, { json: {} }]),
			{ ...RETRIED, onError: 'continueRegularOutput' },
		),
	notRetriedAfterLaterErrorItem: (line: Line) =>
		run(
			line,
			failingTwice(() => [{ json: { first: true } }, { json: { error: 'not yet' } }]),
			{ ...RETRIED, onError: 'continueRegularOutput' },
		),
	itemWithErrorObject: (line: Line) => {
		const error = new line.workflow.NodeOperationError(vogentNodeOf(), 'no');
		const item: INodeExecutionData = { json: { id: 'voice-1' }, error, pairedItem: { item: 0 } };
		return run(line, () => Promise.resolve([[item]]), { onError: 'continueRegularOutput' });
	},
	errorItem: routed({ json: { error: 'no' } }),
	errorItemWithMessage: routed({ json: { error: 'no', message: 'more' } }),
	errorItemWithDetails: routed({ json: { error: 'no', details: 'more' } }),
	errorItemWithId: routed({ json: { error: 'no', id: 'voice-1' } }),
};
