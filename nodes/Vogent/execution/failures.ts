import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { firstOf } from '../firstOf';
import { isTool } from './isTool';
import type { Created } from './ledger';

const MOST_LISTED = 20;

export type NodeFailure = NodeApiError | NodeOperationError;

/** The error as n8n shows it best, with the item in its context and, as n8n's own errors have it, in its message. */
export function nodeError(node: INode, error: unknown, itemIndex: number): NodeFailure {
	const failure = isNodeFailure(error)
		? error
		: new NodeOperationError(node, error instanceof Error ? error : String(error));
	failure.context.itemIndex ??= itemIndex;
	if (!failure.message.includes(`[item ${itemIndex}]`)) {
		failure.message = `${failure.message} [item ${itemIndex}]`;
	}
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

/** The message, and what to do. */
export function wholeText({ message, description }: NodeFailure): string {
	return `${message}. ${description ?? ''}`.trim();
}

/** Adds what else has happened: n8n drops the output of a node that fails, and nobody would know the ids. */
export function withAllThatHappened(
	failure: NodeFailure,
	others: NodeFailure[],
	created: Created[],
): NodeFailure {
	const paragraphs = [failure.description ?? ''];
	if (others.length > 0) {
		paragraphs.push('Other items that were not processed:', shortened(others.map(describe)));
	}
	if (created.length > 0) {
		paragraphs.push(
			`Already created, do not create again (${created.length}):`,
			shortened(created.map(describeCreated)),
		);
		failure.context.created = created;
	}
	failure.description = paragraphs.join('\n').trim();
	// An AI agent from version 3 on tells its model the message and nothing else.
	if (isTool(failure.node)) failure.message = wholeText(failure);
	return failure;
}

function describeCreated({ runIndex, itemIndex, name, id }: Created): string {
	return `${runIndex === undefined ? '' : `run ${runIndex}, `}item ${itemIndex}: ${name} (${id})`;
}

function describe({ message, description }: NodeFailure): string {
	return `${message} ${description ?? ''}`.trim();
}

/** The editor shows line breaks as spaces, logs show them: the list has to read well in both. */
function shortened(lines: string[]): string {
	const { shown, more } = firstOf(lines, MOST_LISTED);
	return [shown.join(',\n'), ...more].join('\n');
}
