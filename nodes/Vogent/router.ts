import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	errorJson,
	fullMessage,
	itemIndexOf,
	nodeError,
	withExecutionSummary,
} from './execution/failures';
import { Hints } from './execution/hints';
import { Ledger, listEntries, type Created } from './execution/ledger';
import { NameLock, NotStarted } from './execution/names';
import {
	isTool,
	nodeContext,
	runIndexOf,
	runWithConcurrency,
	type ItemResult,
	type ItemRun,
} from './execution/run';
import { readConcurrency, readRequestSettings } from './fields/requestOptions';
import type { Operation } from './operation';
import { findOperation } from './registry';
import { excerpt } from './text/displayText';
import type { VogentError } from './transport/errors';
import { Throttle } from './transport/throttle';

/**
 * Runs the chosen operation for every input item, and gives the items that go on, in the order of the input, each paired
 * with the one it came from. What an earlier try of this execution has created is given again, not created again.
 * An item that fails becomes `{ json: { error } }` where the user chose to continue; otherwise no other is started, those
 * under way are awaited, and its NodeApiError or NodeOperationError is thrown, which names the item and lists what was
 * created. Nothing more is started once the user has stopped the execution: what it has created is logged then, since
 * n8n keeps nothing of it.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const run = new Run(context);
	try {
		return await runItems(context, run);
	} finally {
		if (run.isStopped()) run.logCreated();
	}
}

async function runItems(context: IExecuteFunctions, run: Run): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const results: ItemResult[][] = items.map(() => []);

	const refusal = run.check();
	if (refusal !== undefined) {
		if (!context.continueOnFail()) throw refusal;
		const error = fullMessage(refusal);
		return [items.map((_, item) => ({ json: { error }, pairedItem: { item } }))];
	}

	const handle = async (itemIndex: number) => {
		try {
			results[itemIndex] = await run.item(itemIndex);
		} catch (error) {
			if (error instanceof NotStarted) return;
			const failure = nodeError(context.getNode(), error, itemIndex);
			if (context.continueOnFail()) {
				results[itemIndex] = [{ json: errorJson(failure), failed: true }];
			} else run.failures.push(failure);
		} finally {
			run.nameLock.release(itemIndex);
		}
	};
	await runWithConcurrency(items.length, run.concurrency(), handle, run.isOver);

	const [first, ...others] = run.failures;
	if (first !== undefined) throw withExecutionSummary(first, others, run.created());
	const output = run.isOver() ? results : await run.runOnAll(results);
	context.addExecutionHints(...run.hints.all());
	return [output.flatMap(toExecutionData)];
}

function toExecutionData(
	results: ItemResult[],
	item: number,
	all: ItemResult[][],
): INodeExecutionData[] {
	return results.map(({ json, binary, pairedWithAll }) => ({
		json,
		...(binary === undefined ? {} : { binary }),
		pairedItem: pairedWithAll ? all.map((_, each) => ({ item: each })) : { item },
	}));
}

/** What the items of one execution of the node share. */
class Run {
	readonly hints = new Hints();

	/** Those that end the execution. */
	readonly failures: VogentError[] = [];

	readonly nameLock: NameLock;

	private readonly throttle = new Throttle();

	private readonly ledgers = new Map<string, Ledger>();

	private readonly context: IExecuteFunctions;

	private readonly runIndex: number;

	/** What n8n keeps of the node in this execution, and whether it does. */
	private readonly memory: IDataObject;

	private readonly isPersistent: boolean;

	constructor(context: IExecuteFunctions) {
		const kept = nodeContext(context);
		this.context = context;
		this.memory = kept ?? {};
		this.isPersistent = kept !== undefined;
		this.nameLock = new NameLock(this.isOver, this.memory);
		this.runIndex = runIndexOf(context);
	}

	/** Whether nothing more is to be started. */
	readonly isOver = (): boolean => this.failures.length > 0 || this.isStopped();

	/** Whether the user has stopped the execution. */
	isStopped(): boolean {
		return this.context.getExecutionCancelSignal()?.aborted === true;
	}

	/** How many items are handled at a time. */
	concurrency(): number {
		try {
			return this.operation(0).operation.concurrent ? readConcurrency(this.context) : 1;
		} catch {
			// The items will say so.
			return 1;
		}
	}

	/** Why nothing must be sent for any item, if so. */
	check(): VogentError | undefined {
		const { context } = this;
		const first = this.firstOperation();
		try {
			first?.operation.check?.({ context, itemIndex: 0, ledger: first.ledger });
			return undefined;
		} catch (error) {
			return nodeError(context.getNode(), error, itemIndexOf(error));
		}
	}

	/** What goes on for an item. Throws what its operation throws. */
	async item(itemIndex: number): Promise<ItemResult[]> {
		const { context } = this;
		const { operation, ledger } = this.operation(itemIndex);
		if (operation.concurrent) readConcurrency(context);
		// To n8n, any call of a tool may be its first run.
		const known = isTool(context.getNode()) ? undefined : ledger.find(itemIndex);
		if (known?.json !== undefined) {
			const what = known.state === 'done' ? 'Done' : 'Created or found';
			this.hints.add(
				`${what} by an earlier try of this execution, so not sent again`,
				`item ${itemIndex}: ${known.name}`,
			);
			return [{ json: { ...known.json } }];
		}
		return await operation.run(this.shared(itemIndex, ledger));
	}

	/**
	 * What the operation does once for all items, unless all have failed. Where the user chose to continue, its failure
	 * becomes that of each item, unless items have given something: that must not be lost. Throws a NodeApiError or
	 * NodeOperationError that lists what was created.
	 */
	async runOnAll(results: ItemResult[][]): Promise<ItemResult[][]> {
		if (results.every((ofItem) => ofItem.some(({ failed }) => failed))) return results;
		const { operation, ledger } = this.operation(0);
		try {
			return (await operation.runOnAll?.({ ...this.shared(0, ledger), results })) ?? results;
		} catch (error) {
			const failure = nodeError(this.context.getNode(), error, itemIndexOf(error));
			const hasGiven = results.flat().some(({ failed }) => !failed);
			if (hasGiven || !this.context.continueOnFail()) {
				throw withExecutionSummary(failure, [], this.created());
			}
			// The list of what is wrong with which item stands in the description.
			const json = { error: fullMessage(failure) };
			return results.map((given) => (given.length > 0 ? given : [{ json, failed: true }]));
		} finally {
			this.nameLock.release(0);
		}
	}

	/** All that the execution has created in this node. */
	created(): Created[] {
		return listEntries(this.memory, 'created', this.runIndex);
	}

	/** n8n keeps nothing of a node that is stopped: without this, nobody would know the ids. */
	logCreated(): void {
		const created = JSON.stringify(this.created());
		const outcomeUnknown = JSON.stringify(listEntries(this.memory, 'inDoubt', this.runIndex));
		if (created + outcomeUnknown === '[][]') return;
		this.context.logger.warn(
			`Vogent: the execution was stopped. Created by the node "${this.context.getNode().name}": ${created}. May have been created: ${outcomeUnknown}`,
		);
	}

	private shared(itemIndex: number, ledger: Ledger): ItemRun {
		const { context, throttle } = this;
		return {
			context,
			itemIndex,
			settings: readRequestSettings(context),
			throttle,
			ledger,
			hint: (message, detail) => this.hints.add(message, detail),
			lockName: async (name) => await this.nameLock.acquire(name, itemIndex),
		};
	}

	/** None where it cannot be told: the items will say so. */
	private firstOperation(): ReturnType<Run['operation']> | undefined {
		try {
			return this.operation(0);
		} catch {
			return undefined;
		}
	}

	private operation(itemIndex: number): { operation: Operation; ledger: Ledger } {
		const { context } = this;
		const resource = context.getNodeParameter('resource', itemIndex) as string;
		const name = context.getNodeParameter('operation', itemIndex) as string;
		const operation = findOperation(resource, name);
		if (operation === undefined) {
			throw new NodeOperationError(
				context.getNode(),
				`This version of the Vogent node has no operation "${excerpt(name)}" for "${excerpt(resource)}"`,
				{ description: 'Choose another operation, or update n8n-nodes-vogent.' },
			);
		}
		// Not the operation: another one would call the same people again.
		const kind = operation.creates ?? `${resource}.${name}`;
		const ledger =
			this.ledgers.get(kind) ?? new Ledger(this.memory, kind, this.runIndex, this.isPersistent);
		this.ledgers.set(kind, ledger);
		return { operation, ledger };
	}
}
