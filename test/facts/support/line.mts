import { createRequire } from 'node:module';
import path from 'node:path';

import type * as DependencyInjection from '@n8n/di';
import type * as Core from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';
import type { INodeType, INodeTypes, Workflow } from 'n8n-workflow';

import { additionalDataOf } from '../../support/additionalData.mts';
import { createBinaryStore } from '../../support/binaryStore.mts';
import { vogentNodeOf } from '../../support/node.mts';
import { LINES, type LineName } from './lines.mts';

/** The credential that the contexts have. */
export const CREDENTIAL_TYPE = 'vogentApi';

/** How a probe wants its execution context. */
export interface ContextOptions {
	runIndex?: number;
	signal?: AbortSignal;
}

/** One n8n line, loaded: its packages, and execution contexts made by them. */
export interface Line {
	core: typeof Core;
	workflow: typeof N8nWorkflow;
	createContext: (options?: ContextOptions) => Promise<Core.ExecuteContext>;
	close: () => Promise<void>;
}

/** Loads the packages of one line, with a binary store of its own. Only one line can be loaded in a process. */
export async function openLine(name: LineName): Promise<Line> {
	const load = createRequire(path.join(LINES[name], 'package.json'));
	const { Container } = load('@n8n/di') as typeof DependencyInjection;
	const core = load('n8n-core') as typeof Core;
	const workflow = load('n8n-workflow') as typeof N8nWorkflow;
	const store = await createBinaryStore(Container, core);
	return {
		core,
		workflow,
		createContext: (options = {}) => createContext(core, workflow, options),
		close: () => store.remove(),
	};
}

const nodeType = {
	description: { name: 'vogent', properties: [], credentials: [{ name: CREDENTIAL_TYPE }] },
} as unknown as INodeType;

const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

async function createContext(
	{ ExecuteContext }: typeof Core,
	{ Workflow, createRunExecutionData }: typeof N8nWorkflow,
	{ runIndex = 0, signal }: ContextOptions,
): Promise<Core.ExecuteContext> {
	const node = vogentNodeOf({ credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Vogent' } } });
	const workflow: Workflow = new Workflow({
		id: 'facts',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	await workflow.expression.acquireIsolate();
	const items = [{ json: {} }];
	return new ExecuteContext(
		workflow,
		node,
		additionalDataOf({
			values: {},
			properties: [],
			authenticate: ({ authorization = 'Bearer the-key' }, options) =>
				Promise.resolve({
					...options,
					headers: { ...options.headers, Authorization: authorization as string },
				}),
		}),
		'manual',
		createRunExecutionData(),
		runIndex,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
		signal,
	);
}
