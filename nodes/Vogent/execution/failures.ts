import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';

import { displayText, excerpt, LONGEST_TEXT, truncate } from '../text/displayText';
import { truncateList } from '../text/truncateList';
import { reasonOf, type VogentError } from '../transport/errors';
import { isTool } from './run';
import type { Created } from './ledger';

const MOST_LISTED = 20;

/** Of the list of what was created: the error itself needs room, too. */
const LONGEST_LIST = 1400;

/** At least this much of another item's failure is shown. */
const LEAST_FAILURE = 60;

/** Comes first for a model, which might send it again: as a tool the node may have no memory. */
const OUTCOME_UNKNOWN =
	'This may have been done already. Do not send it again; somebody has to check in Vogent first.';

/** A model would follow these words of the service. */
const RETRY_INVITATION =
	/\b(?:please )?(?:re-?try|re-?send|re-?submit|try(?: \w+){0,3} again)\b(?: (?:later|now|soon|immediately))?/gi;

/** Adds the item to the context of an error and, like n8n's own errors, to its message. */
export function nodeError(node: INode, error: unknown, itemIndex: number): VogentError {
	const failure = displayError(node, error);
	failure.context.itemIndex ??= itemIndex;
	const named = `[item ${itemIndex}]`;
	if (!failure.message.includes(named)) {
		failure.message = `${truncate(failure.message, LONGEST_TEXT - named.length - 1)} ${named}`;
	}
	return failure;
}

/**
 * Makes an error safe to leave the node: nothing that n8n would render, replace or store without limit, and nothing that
 * invites a model to repeat what may have been done.
 */
export function displayError(node: INode, error: unknown): VogentError {
	const failure = isVogentError(error)
		? error
		: new NodeOperationError(node, error instanceof Error ? error : String(error), {
				// Before n8n reads it.
				message: displayText(reasonOf(error)),
			});
	const shown = (text: string) =>
		isUnknownToModel(failure)
			? displayText(text).replace(RETRY_INVITATION, '…')
			: displayText(text);
	failure.message = shown(failure.message);
	failure.messages = failure.messages.map(shown);
	if (failure.description) failure.description = shown(failure.description);
	return failure;
}

/** The item of an error that may concern all items: the first, unless it names another. */
export function itemIndexOf(error: unknown): number {
	return isVogentError(error) ? Number(error.context.itemIndex ?? 0) : 0;
}

function isVogentError(error: unknown): error is VogentError {
	return error instanceof NodeApiError || error instanceof NodeOperationError;
}

/** The error of an item that goes on: only the message, unless something may exist or a model reads it. */
function errorText(failure: VogentError): string {
	const isWhole = failure.context.mayExist === true || isTool(failure.node);
	return isWhole ? fullMessage(failure) : failure.message;
}

/** The item that goes on in place of one that failed. */
export function errorJson(failure: VogentError): IDataObject {
	const { alreadyPlaced } = failure.context;
	const known = alreadyPlaced === true ? { alreadyPlaced } : {};
	return failedJson(failure.node, errorText(failure), known);
}

/** An error as an item, beside what else is known: n8n takes only an item without that for one of the error output. */
export function failedJson({ onError }: INode, error: string, known: IDataObject): IDataObject {
	return onError === 'continueErrorOutput' ? { error } : { ...known, error };
}

/** The message and what to do; for a model, the warning comes first. */
export function fullMessage(failure: VogentError): string {
	const { message, description } = failure;
	const warning = isUnknownToModel(failure) ? `${OUTCOME_UNKNOWN} ` : '';
	return truncate(`${warning}${message}. ${description ?? ''}`.trim(), LONGEST_TEXT);
}

function isUnknownToModel({ context, node }: VogentError): boolean {
	return context.mayExist === true && isTool(node);
}

/** Adds what else has happened: n8n drops the output of a failed node, and with it all IDs. */
export function withExecutionSummary(
	failure: VogentError,
	others: VogentError[],
	created: Created[],
): VogentError {
	const made = created.length === 0 ? '' : listCreated(created, others.length > 0);
	if (created.length > 0) failure.context.created = created;
	if (others.length > 0) failure.description = withOthers(failure, others, made.length);
	// AI agents from version 3 on pass only the message to their model.
	if (isTool(failure.node)) failure.message = appendLine(fullMessage(failure), made);
	failure.description = appendLine(failure.description ?? '', made);
	return failure;
}

/** Shortens many failures rather than leaving any out: the outcome of each may be unknown. */
function withOthers({ description }: VogentError, others: VogentError[], taken: number): string {
	const title = 'Other items that were not processed:';
	const left = LONGEST_TEXT - taken - (description ?? '').length - title.length;
	const most = Math.max(left / others.length, LEAST_FAILURE) - ',\n'.length;
	return appendLine(
		description ?? '',
		`${title}\n${shortened(others.map((other) => truncate(describeError(other), most)))}`,
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

/** Truncates the text, not the line after it. */
function appendLine(text: string, end: string): string {
	if (end === '') return text;
	return truncate(`${truncate(text, LONGEST_TEXT - end.length - 1)}\n${end}`.trim(), LONGEST_TEXT);
}

function describeError({ message, description }: VogentError): string {
	return `${message} ${description ?? ''}`.trim();
}

/** Must read well both in logs and in the editor, which shows line breaks as spaces. */
function shortened(lines: string[], most = MOST_LISTED): string {
	const { shown, more } = truncateList(lines, Math.min(most, MOST_LISTED));
	return [shown.join(',\n'), ...more].join('\n');
}
