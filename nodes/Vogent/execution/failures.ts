import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { displayText, excerpt, LONGEST_TEXT, truncate } from '../text/displayText';
import { firstOf } from '../text/truncateList';
import { reasonOf } from '../transport/errors';
import { isTool } from './isTool';
import type { Created } from './ledger';

const MOST_LISTED = 20;

/** How long the list of what was created may be, so that there is room for what it belongs to. */
const LONGEST_LIST = 1400;

/** So much of the failure of another item is shown at least. */
const LEAST_FAILURE = 60;

/** What comes first for a model, which might send it again otherwise: as a tool the node may remember nothing. */
const DOUBT =
	'This may have been done already. Do not send it again; somebody has to check in Vogent first.';

/** Words of the service that a model would follow. */
const INVITATION =
	/\b(?:please )?(?:re-?try|re-?send|re-?submit|try(?: \w+){0,3} again)\b(?: (?:later|now|soon|immediately))?/gi;

export type NodeFailure = NodeApiError | NodeOperationError;

/** The error as n8n shows it best, with the item in its context and, as n8n's own errors have it, in its message. */
export function nodeError(node: INode, error: unknown, itemIndex: number): NodeFailure {
	const failure = displayError(node, error);
	failure.context.itemIndex ??= itemIndex;
	const named = `[item ${itemIndex}]`;
	if (!failure.message.includes(named)) {
		failure.message = `${truncate(failure.message, LONGEST_TEXT - named.length - 1)} ${named}`;
	}
	return failure;
}

/**
 * The error as everything that leaves the node: nothing in it that n8n would render, replace, or keep without end, and
 * nothing that invites a model to do again what may have been done.
 */
export function displayError(node: INode, error: unknown): NodeFailure {
	const failure = isNodeFailure(error)
		? error
		: new NodeOperationError(node, error instanceof Error ? error : String(error), {
				// Before n8n looks at it.
				message: displayText(reasonOf(error)),
			});
	const shown = (text: string) =>
		isDoubtForModel(failure) ? displayText(text).replace(INVITATION, '…') : displayText(text);
	failure.message = shown(failure.message);
	failure.messages = failure.messages.map(shown);
	if (failure.description) failure.description = shown(failure.description);
	return failure;
}

/** Which item an error is about, where what has failed concerns all of them: the first, unless it names another. */
export function itemOf(error: unknown): number {
	return isNodeFailure(error) ? Number(error.context.itemIndex ?? 0) : 0;
}

function isNodeFailure(error: unknown): error is NodeFailure {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}

/**
 * What the user sees of a failed item that goes on: no more than the message, unless something may exist. The model of an
 * AI agent gets all of it.
 */
export function errorText(failure: NodeFailure): string {
	const isWhole = failure.context.mayExist === true || isTool(failure.node);
	return isWhole ? wholeText(failure) : failure.message;
}

/** The message, and what to do; for a model, what may exist comes first. */
export function wholeText(failure: NodeFailure): string {
	const { message, description } = failure;
	const doubt = isDoubtForModel(failure) ? `${DOUBT} ` : '';
	return truncate(`${doubt}${message}. ${description ?? ''}`.trim(), LONGEST_TEXT);
}

function isDoubtForModel({ context, node }: NodeFailure): boolean {
	return context.mayExist === true && isTool(node);
}

/** Adds what else has happened: n8n drops the output of a node that fails, and nobody would know the ids. */
export function withAllThatHappened(
	failure: NodeFailure,
	others: NodeFailure[],
	created: Created[],
): NodeFailure {
	const made = created.length === 0 ? '' : listCreated(created, others.length > 0);
	if (created.length > 0) failure.context.created = created;
	if (others.length > 0) failure.description = withOthers(failure, others, made.length);
	// An AI agent from version 3 on tells its model the message and nothing else.
	if (isTool(failure.node)) failure.message = joined(wholeText(failure), made);
	failure.description = joined(failure.description ?? '', made);
	return failure;
}

/** The description with the failures of other items: each in short where there are many, since any may have a doubt. */
function withOthers({ description }: NodeFailure, others: NodeFailure[], taken: number): string {
	const title = 'Other items that were not processed:';
	const left = LONGEST_TEXT - taken - (description ?? '').length - title.length;
	const most = Math.max(left / others.length, LEAST_FAILURE) - ',\n'.length;
	return joined(
		description ?? '',
		`${title}\n${shortened(others.map((other) => truncate(describe(other), most)))}`,
	);
}

function listCreated(created: Created[], isShort: boolean): string {
	const lines = created.map(describeCreated);
	let length = 0;
	const longest = isShort ? LONGEST_LIST / 2 : LONGEST_LIST;
	const fitting = lines.filter((line) => (length += line.length) <= longest).length;
	return `Already created, do not create again (${created.length}):\n${shortened(lines, fitting)}`;
}

function describeCreated({ runIndex, itemIndex, name, id }: Created): string {
	const run = runIndex === undefined ? '' : `run ${runIndex}, `;
	return `${run}item ${itemIndex}: ${excerpt(name)} (${excerpt(id)})`;
}

/** A text, and on a new line what must not be cut off behind it. */
function joined(text: string, end: string): string {
	if (end === '') return text;
	return truncate(`${truncate(text, LONGEST_TEXT - end.length - 1)}\n${end}`.trim(), LONGEST_TEXT);
}

function describe({ message, description }: NodeFailure): string {
	return `${message} ${description ?? ''}`.trim();
}

/** The editor shows line breaks as spaces, logs show them: the list has to read well in both. */
function shortened(lines: string[], most = MOST_LISTED): string {
	const { shown, more } = firstOf(lines, Math.min(most, MOST_LISTED));
	return [shown.join(',\n'), ...more].join('\n');
}
