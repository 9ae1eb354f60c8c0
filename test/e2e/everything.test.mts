import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import type { Execution } from '../n8n/executions.mts';
import type { WorkflowToImport } from '../n8n/types.mts';
import type { PlacedCall, ReceivedRequest } from '../simulator/client.mts';
import { expectArrived } from '../support/everything/arrived.mts';
import { rows } from '../support/everything/index.mts';
import { makeReady, type Made } from '../support/everything/made.mts';
import { differencesFromSchema } from '../support/everything/output.mts';
import type { Row } from '../support/everything/row.mts';
import { clipPath } from '../support/everything/voice.mts';
import { createInstance, type Instance } from './support/instance.mts';
import { node, readFiles, start, workflow } from './support/workflows.mts';

jest.setTimeout(120_000);

/** What came of a workflow with many operations. */
interface Run {
	execution: Execution;
	/** What each row's node has sent. */
	requests: Map<Row, ReceivedRequest[]>;
	calls: PlacedCall[];
}

const waiting = rows.filter(({ waits }) => waits);
const others = rows.filter(({ waits }) => !waits);

let instance: Instance;
let made: Made;
let run: Run;
let waitingRun: Run;

beforeAll(async () => {
	instance = await createInstance();
	const { simulator, home } = instance;
	made = await makeReady(simulator);
	await home.importWorkflows([workflowOf('everything', others), workflowOf('waiting', waiting)]);
	run = await runAll('everything', others);
	// What waits needs a clock that runs, at which nothing else would stay as it is.
	await simulator.reset();
	await simulator.settings({ clock: 'real', clockSpeed: 100_000 });
	waitingRun = await runAll('waiting', waiting);
});
afterAll(async () => await instance.remove());

/** A workflow that reads the clip, and gives it to a node for each row: these run one after the other, from top to bottom. */
function workflowOf(id: string, rowsOfIt: Row[]): WorkflowToImport {
	const files = readFiles(clipPath);
	const nodes = rowsOfIt.map(nodeOf);
	const { connections, ...rest } = workflow(id, [start(), files]);
	const targets = nodes.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
	return {
		...rest,
		nodes: [...rest.nodes, ...nodes],
		connections: { ...connections, [files.name]: { main: [targets] } },
	};
}

function nodeOf(row: Row, index: number): INode {
	return node(row.name, 'n8n-nodes-vogent.vogent', row.fill(made).parameters, {
		position: [0, 200 * index],
		credentials: { vogentApi: { id: 'vogent-credential', name: 'Vogent API' } },
		// One that fails does not keep the others from running: its error is its output.
		onError: 'continueRegularOutput',
	});
}

async function runAll(id: string, rowsOfIt: Row[]): Promise<Run> {
	const { simulator, home } = instance;
	const execution = await home.execute(id);
	const calls = await simulator.calls();
	const left = await simulator.requests();
	const requests = new Map<Row, ReceivedRequest[]>();
	for (const [index, row] of rowsOfIt.entries()) {
		const isLast = index === rowsOfIt.length - 1;
		requests.set(row, left.splice(0, isLast ? Infinity : countOf(row, left)));
	}
	return { execution, requests, calls };
}

/** How many of the requests are a row's: as many as it has to send, and what it asked again while it waited. */
function countOf(row: Row, left: ReceivedRequest[]): number {
	const { length } = row.fill(made).requests;
	if (!row.waits) return length;
	const next = left.findIndex(({ method }, index) => index > 0 && method === 'POST');
	return next < 0 ? left.length : next;
}

test.each(others.map((row) => [row.name, row] as const))(
	'%s sends every field from the packed node, and gives what its schema says',
	(_, row) => {
		expectArrived(row, row.fill(made).requests, run.requests.get(row) ?? []);
		const [items = []] = run.execution.output(row.name);
		expect(items).not.toEqual([]);
		expect(differencesFromSchema(row, items)).toEqual([]);
	},
);

test.each(waiting.map((row, index) => [row.name, row, index] as const))(
	'%s sends every field from the packed node, and gives the call when it is over',
	(_, row, index) => {
		const call = waitingRun.calls[index];
		const requests = waitingRun.requests.get(row) ?? [];
		expectArrived(row, row.fill(made).requests, requests, call?.dial.id);
		const [items = []] = waitingRun.execution.output(row.name);
		expect(items.map(({ json }) => json.id)).toEqual([call?.dial.id]);
		expect(differencesFromSchema(row, items)).toEqual([]);
	},
);
