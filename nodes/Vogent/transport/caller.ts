import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Connection } from './connection';
import type { Pace } from './pace';

/** From where the node asks the service: an execution, a list of the editor, a webhook, the activation of a workflow. */
export type ApiContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** How the user wants requests to be made. */
export interface RequestSettings {
	/** How often a request is sent at the most, 1 or more. */
	maxTries: number;
	/** How long one request may take, upload and answer included. */
	timeoutSeconds: number;
}

/** On whose behalf requests are made: an item of an execution, say. */
export interface ApiCaller {
	context: ApiContext;
	/** 0 where there are no items. */
	itemIndex: number;
	settings: RequestSettings;
	/** Shared by all requests of the execution. */
	pace: Pace;
	/** Once it is known: it serves all requests of the caller, which should live no longer than its item. */
	connection?: Connection;
}

/** The signal that says that the user has stopped the execution; undefined where there is none. */
export function stopSignal(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The context, with a stop signal that fires when `signal` does, too: it ends its requests and waits. */
export function endedBy<Context extends ApiContext>(
	context: Context,
	signal: AbortSignal,
): Context {
	const stop = stopSignal(context);
	const either = stop === undefined ? signal : AbortSignal.any([stop, signal]);
	return Object.create(context, { getExecutionCancelSignal: { value: () => either } }) as Context;
}
