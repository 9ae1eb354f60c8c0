import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { Container } from '@n8n/di';
import type { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	Logger,
	NodeExecutionHint,
} from 'n8n-workflow';

import { VogentApi } from '../../../credentials/VogentApi.credentials.ts';
import { Vogent } from '../../../nodes/Vogent/Vogent.node.ts';
import { additionalDataOf } from '../../support/additionalData.mts';
import { createBinaryStore, type BinaryStore } from '../../support/binaryStore.mts';
import { vogentNodeOf } from '../../support/node.mts';

/** How a component test wants its node to run. */
export interface Execution {
	parameters: INodeParameters;
	items?: INodeExecutionData[];
	/** `onRead` is called each time that n8n reads it. */
	credential: { apiKey: string; baseUrl: string; onRead?: () => void };
	onError?: INode['onError'];
	/** Other settings of the node, or its type as a tool. */
	node?: Partial<INode>;
	/** The types of the nodes in front, the nearest last. */
	inFront?: string[];
	settings?: IWorkflowSettings;
	signal?: AbortSignal;
	/** What n8n keeps of the execution: hand on the same one to run the node again in it, as Retry On Fail does. */
	runExecutionData?: IRunExecutionData;
	/** Which run of the node it is, in a loop. */
	runIndex?: number;
}

/** Loaded when a test needs it: that takes longer than most tests. */
const loadCore = async () => await import('n8n-core');

const credentialType = new VogentApi();

/** n8n makes one of each type, and asks for it each time that a parameter is read. */
const nodeType: INodeType = new Vogent();

/** As n8n makes it of the node, for AI agents: fields may be there for one of the two only. */
const toolType = Object.create(nodeType, {
	description: { value: { ...nodeType.description, name: 'vogentTool' } },
}) as INodeType;

const typeOf = (name: string) => (name.endsWith('Tool') ? toolType : nodeType);

const nodeTypes: INodeTypes = {
	getByName: typeOf,
	getByNameAndVersion: typeOf,
	getKnownTypes: () => ({}),
};

/** Gives a test file n8n-core's own binary storage, with files in a folder that is removed after the last test. */
export function useBinaryStore(started?: (store: BinaryStore) => void): void {
	let store: BinaryStore;
	beforeAll(async () => {
		store = await createBinaryStore(Container, await loadCore());
		started?.(store);
	});
	afterAll(async () => await store.remove());
}

/** Gives a test file what is written to n8n's debug log; empty before each test. */
export function useDebugLog(): string[] {
	const lines: string[] = [];
	let logger: Logger;
	beforeAll(async () => {
		({ logger } = await createContext({ parameters: {}, credential: { apiKey: '', baseUrl: '' } }));
		const debug = (message: string, metadata?: object) => {
			lines.push(metadata === undefined ? message : `${message} ${JSON.stringify(metadata)}`);
		};
		// n8n's logger leaves out what is below its level, for good.
		Container.set(logger.constructor as never, Object.create(logger, { debug: { value: debug } }));
	});
	beforeEach(() => {
		lines.length = 0;
	});
	afterAll(() => {
		Container.set(logger.constructor as never, logger as never);
	});
	return lines;
}

/** An execution context of n8n-core for the node, with its real helpers: only the credential's storage is replaced. */
export async function createContext(execution: Execution): Promise<ExecuteContext> {
	const node = vogentNodeOf({
		parameters: execution.parameters,
		credentials: { vogentApi: { id: '1', name: 'Vogent API' } },
		onError: execution.onError,
		...execution.node,
	});
	const chain = [
		...(execution.inFront ?? []).map((type) => vogentNodeOf({ name: type, type })),
		node,
	];
	const connections: IConnections = {};
	chain.slice(1).forEach(({ name }, index) => {
		const to = { node: name, type: NodeConnectionTypes.Main, index: 0 };
		connections[chain[index]?.name ?? ''] = { main: [[to]] };
	});
	const workflow = new Workflow({
		id: 'component-test',
		nodes: chain,
		connections,
		active: false,
		nodeTypes,
		settings: execution.settings,
	});
	await workflow.expression.acquireIsolate();
	const items = execution.items ?? [{ json: {} }];
	const core = await loadCore();
	return new core.ExecuteContext(
		workflow,
		node,
		additionalData(execution.credential),
		'manual',
		execution.runExecutionData ?? createRunExecutionData(),
		execution.runIndex ?? 0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
		execution.signal,
	);
}

/** Runs the node and gives its items and the hints it has shown. Throws what the node throws. */
export async function runNode(
	execution: Execution,
): Promise<{ output: INodeExecutionData[]; hints: NodeExecutionHint[] }> {
	const context = await createContext(execution);
	const [output] = await new Vogent().execute.call(context);
	return { output: output ?? [], hints: context.hints };
}

/** The error that the node throws; fails the test if it throws none. */
export async function errorOf(
	execution: Execution,
): Promise<Error & { description?: string; httpCode?: string; context: IDataObject }> {
	try {
		await runNode(execution);
	} catch (error) {
		return error as Error & { context: IDataObject };
	}
	throw new Error('the node did not fail');
}

/** An item whose binary field `field` has these bytes, stored as n8n stores them. */
export async function itemWithFile(
	bytes: Buffer,
	{ field = 'data', fileName = 'clip.wav', mimeType = 'audio/wav', json = {} } = {},
): Promise<INodeExecutionData> {
	const context = await createContext({
		parameters: {},
		credential: { apiKey: '', baseUrl: '' },
	});
	const binary = await context.helpers.prepareBinaryData(bytes, fileName, mimeType);
	return { json, binary: { [field]: binary } };
}

/** What n8n has around the execution, with the product's own credential type. */
export function additionalData({
	onRead,
	...values
}: Execution['credential']): IWorkflowExecuteAdditionalData {
	return additionalDataOf({
		values,
		onRead,
		properties: credentialType.properties,
		authenticate: async (values, options) =>
			typeof credentialType.authenticate === 'function'
				? await credentialType.authenticate(values, options)
				: options,
	});
}
