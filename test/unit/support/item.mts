import { beforeAll, jest } from '@jest/globals';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { Hints } from '../../../nodes/Vogent/execution/hints.ts';
import { Ledger } from '../../../nodes/Vogent/execution/ledger.ts';
import type { ItemRun } from '../../../nodes/Vogent/execution/run.ts';
import type { RequestSettings } from '../../../nodes/Vogent/transport/caller.ts';
import { Throttle } from '../../../nodes/Vogent/transport/throttle.ts';
import { createContext } from '../../component/support/execution.mts';
import { isSleep } from '../../component/support/fastClock.mts';

/** How an item is to be handled. */
interface Changes {
	baseUrl?: string;
	apiKey?: string;
	itemIndex?: number;
	settings?: Partial<RequestSettings>;
	parameters?: INodeParameters;
	items?: INodeExecutionData[];
	signal?: AbortSignal;
	/** n8n's context of the node, which outlives a try; null where n8n keeps none. */
	nodeContext?: IDataObject | null;
	runIndex?: number;
	/** Settings of the node, or its type as a tool. */
	node?: Partial<INode>;
}

/** An item of an execution in n8n-core's context, with what the node's router gives to an operation. */
export async function itemRunOf(changes: Changes = {}): Promise<ItemRun & { hints: Hints }> {
	const { baseUrl = 'http://127.0.0.1:9/api', apiKey = 'key-1234', itemIndex = 0 } = changes;
	const { settings, parameters = {}, items, signal, node, runIndex = 0 } = changes;
	const { nodeContext = {} } = changes;
	const credential = { baseUrl, apiKey };
	const hints = new Hints();
	return {
		context: await createContext({ parameters, items, credential, signal, node }),
		itemIndex,
		settings: { maxTries: 3, timeoutSeconds: 20, ...settings },
		throttle: new Throttle(),
		lockName: () => Promise.resolve(),
		ledger: new Ledger(nodeContext ?? {}, 'thing', runIndex, nodeContext !== null),
		hints,
		hint: (message, detail) => hints.add(message, detail),
	};
}

/** Loads n8n-core before the first test of a file, which must not count as the time of that test. */
export function useContexts(): void {
	beforeAll(async () => {
		const { context } = await itemRunOf();
		context.getWorkflowDataProxy(0);
	}, 60_000);
}

/** What a promise rejects with. Throws if it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('it did not fail');
}

/**
 * Runs something whose waits take no time: the clock stands still, except that each sleep moves it on. Gives what it
 * gives, and how many milliseconds it has slept.
 */
export async function withoutWaiting<Result>(
	run: () => Promise<Result>,
): Promise<{ result: Result; waited: number }> {
	const { setTimeout } = globalThis;
	let waited = 0;
	const clocks = [Date, performance].map((clock) => {
		// A whole number: sums with fractions are not exact.
		const start = Math.round(clock.now());
		return jest.spyOn(clock, 'now').mockImplementation(() => start + waited);
	});
	const timers = jest.spyOn(globalThis, 'setTimeout');
	timers.mockImplementation(((task: () => void, milliseconds = 0) => {
		if (!isSleep(task)) return setTimeout(task, milliseconds);
		waited += milliseconds;
		return setTimeout(task, 0);
	}) as typeof setTimeout);
	try {
		return { result: await run(), waited };
	} finally {
		for (const clock of clocks) clock.mockRestore();
		timers.mockRestore();
	}
}
