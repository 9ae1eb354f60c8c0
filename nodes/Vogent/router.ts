import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { readConcurrency, readRequestSettings } from './descriptions/requestOptions';
import { Hints } from './execution/hints';
import { inOrder } from './execution/inOrder';
import { Ledger, type Created } from './execution/ledger';
import { NotStarted, Turns } from './execution/turns';
import type { Operation } from './operation';
import { findOperation } from './registry';
import { Pace } from './transport/pace';

const MOST_LISTED = 20;

/**
 * Runs the chosen operation for every input item, and gives the items that go on, in the order of the input, each paired
 * with the one it came from. What an earlier try of this execution has created is given again, not created again.
 * An item that fails becomes `{ json: { error } }` where the user chose to continue; otherwise no other is started, those
 * under way are awaited, and its NodeApiError or NodeOperationError is thrown, which names the item and lists what was
 * created. Nothing more is started once the user has stopped the execution.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const output: INodeExecutionData[][] = items.map(() => []);
	const failures: NodeFailure[] = [];
	const stop = context.getExecutionCancelSignal();
	const isOver = () => failures.length > 0 || stop?.aborted === true;
	const run = new Run(context, isOver);

	const handle = async (itemIndex: number) => {
		const paired = (json: IDataObject) => ({ json, pairedItem: { item: itemIndex } });
		try {
			output[itemIndex] = (await run.item(itemIndex)).map(paired);
		} catch (error) {
			if (error instanceof NotStarted) return;
			const failure = nodeError(context.getNode(), error, itemIndex);
			if (context.continueOnFail()) output[itemIndex] = [paired({ error: errorText(failure) })];
			else failures.push(failure);
		} finally {
			run.turns.end(itemIndex);
		}
	};
	await inOrder(items.length, run.atOnce(), handle, isOver);

	const [first, ...others] = failures;
	if (first !== undefined) throw withAllThatHappened(first, others, run.created());
	context.addExecutionHints(...run.hints.all());
	return [output.flat()];
}

/** What the items of one execution of the node share. */
class Run {
	readonly hints = new Hints();

	private readonly pace = new Pace();

	readonly turns: Turns;

	private readonly ledgers = new Map<string, Ledger>();

	private readonly context: IExecuteFunctions;

	private readonly runIndex: number;

	constructor(context: IExecuteFunctions, isOver: () => boolean) {
		this.context = context;
		this.turns = new Turns(isOver);
		this.runIndex = Number(context.evaluateExpression('{{ $runIndex }}', 0));
	}

	/** How many items are handled at a time. */
	atOnce(): number {
		try {
			return this.operation(0).operation.atOnce ? readConcurrency(this.context) : 1;
		} catch {
			// The items will say so.
			return 1;
		}
	}

	/** The JSON of what goes on for an item. Throws what its operation throws. */
	async item(itemIndex: number): Promise<IDataObject[]> {
		const { context, pace, turns } = this;
		const { operation, ledger } = this.operation(itemIndex);
		const settings = readRequestSettings(context);
		if (operation.atOnce) readConcurrency(context);
		const known = ledger.find(itemIndex);
		if (known?.json !== undefined) {
			this.hints.add(
				'Done by an earlier try of this execution, and not done again.',
				`item ${itemIndex}: ${known.name}`,
			);
			return [{ ...known.json }];
		}
		return await operation.run({
			context,
			itemIndex,
			settings,
			pace,
			ledger,
			turn: async (name) => await turns.take(name, itemIndex),
			hint: (message, detail) => this.hints.add(message, detail),
		});
	}

	/** What was created in this run of the node, by an earlier try too. */
	created(): Created[] {
		return [...this.ledgers.values()].flatMap((ledger) => ledger.created());
	}

	private operation(itemIndex: number): { operation: Operation; ledger: Ledger } {
		const { context } = this;
		const resource = context.getNodeParameter('resource', itemIndex) as string;
		const name = context.getNodeParameter('operation', itemIndex) as string;
		const operation = findOperation(resource, name);
		if (operation === undefined) {
			throw new NodeOperationError(
				context.getNode(),
				`This version of the Vogent node has no operation "${name}" for "${resource}"`,
				{ description: 'Choose another operation, or update n8n-nodes-vogent.' },
			);
		}
		const kind = `${resource}.${name}`;
		const ledger =
			this.ledgers.get(kind) ?? new Ledger(context.getContext('node'), kind, this.runIndex);
		this.ledgers.set(kind, ledger);
		return { operation, ledger };
	}
}

type NodeFailure = NodeApiError | NodeOperationError;

/** The error as n8n shows it best, with the item in its context and, as n8n's own errors have it, in its message. */
function nodeError(node: INode, error: unknown, itemIndex: number): NodeFailure {
	const failure =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	failure.context.itemIndex ??= itemIndex;
	if (!failure.message.includes(`[item ${itemIndex}]`)) {
		failure.message = `${failure.message} [item ${itemIndex}]`;
	}
	return failure;
}

/** What the user sees of a failed item that goes on: no more than the message, unless something may exist. */
function errorText({ message, description, context }: NodeFailure): string {
	return context.mayExist === true ? `${message}. ${description ?? ''}`.trim() : message;
}

/** Adds what else has happened: n8n drops the output of a node that fails, and nobody would know the ids. */
function withAllThatHappened(
	failure: NodeFailure,
	others: NodeFailure[],
	created: Created[],
): NodeFailure {
	const paragraphs = [failure.description ?? ''];
	if (others.length > 0) {
		paragraphs.push('Items that failed at the same time:', shortened(others.map(describe)));
	}
	if (created.length > 0) {
		paragraphs.push(
			`Created before this error, and not to be created again (${created.length}):`,
			shortened(created.map(({ itemIndex, name, id }) => `item ${itemIndex}: ${name} (${id})`)),
		);
		failure.context.created = created;
	}
	failure.description = paragraphs.join('\n').trim();
	return failure;
}

function describe({ message, description }: NodeFailure): string {
	return `${message} ${description ?? ''}`.trim();
}

/** The editor shows line breaks as spaces, logs show them: the list has to read well in both. */
function shortened(lines: string[]): string {
	const shown = lines.slice(0, MOST_LISTED);
	const list = shown.join(',\n');
	const left = lines.length - shown.length;
	return left > 0 ? `${list}\nand ${left} more` : list;
}
