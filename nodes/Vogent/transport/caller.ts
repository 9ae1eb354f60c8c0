import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Connection } from './credential';
import { Throttle } from './throttle';

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
	throttle: Throttle;
	/** Once it is known: it serves all requests of the caller, which should live no longer than its item. */
	connection?: Connection;
}

/** How requests are made where there are no options: for the lists of the editor, say. */
export const DEFAULT_REQUEST_SETTINGS: RequestSettings = {
	maxTries: 3,
	timeoutSeconds: 30,
};

/** The caller of requests that belong to no item: of a list of the editor, of a webhook, or of an activation. */
export function callerWithoutItems<Context extends ApiContext>(
	context: Context,
	settings = DEFAULT_REQUEST_SETTINGS,
): ApiCaller & { context: Context } {
	return { context, itemIndex: 0, settings, throttle: new Throttle() };
}

/** The signal that says that the user has stopped the execution; undefined where there is none. */
export function stopSignal(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The context, with a stop signal that fires when `signal` does, too: it ends its requests and waits. */
export function withSignal<Context extends ApiContext>(
	context: Context,
	signal: AbortSignal,
): Context {
	const stop = stopSignal(context);
	const either = stop === undefined ? signal : AbortSignal.any([stop, signal]);
	return Object.create(context, { getExecutionCancelSignal: { value: () => either } }) as Context;
}
