import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Connection } from './credential';
import { Throttle } from './throttle';

/** Where requests come from: an execution, a list in the editor, a webhook, or the activation of a workflow. */
export type ApiContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

/** How the user wants requests to be made. */
export interface RequestSettings {
	/** At least 1. */
	maxTries: number;
	/** For one request, upload and answer included. */
	timeoutSeconds: number;
}

/** On whose behalf requests are made, such as an item of an execution. */
export interface ApiCaller {
	context: ApiContext;
	/** 0 if there are no items. */
	itemIndex: number;
	settings: RequestSettings;
	/** Shared by all requests of the execution. */
	throttle: Throttle;
	/** Read once for all requests of the caller, who should not outlive its item. */
	connection?: Connection;
}

/** For requests without options, such as those for the lists in the editor. */
export const DEFAULT_REQUEST_SETTINGS: RequestSettings = {
	maxTries: 3,
	timeoutSeconds: 30,
};

/** The caller of requests that belong to no item. */
export function callerWithoutItems<Context extends ApiContext>(
	context: Context,
	settings = DEFAULT_REQUEST_SETTINGS,
): ApiCaller & { context: Context } {
	return { context, itemIndex: 0, settings, throttle: new Throttle() };
}

/** Fires when the user stops the execution. */
export function stopSignal(context: ApiContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The context with a stop signal that also fires with `signal`, and then ends requests and waits. */
export function withSignal<Context extends ApiContext>(
	context: Context,
	signal: AbortSignal,
): Context {
	const stop = stopSignal(context);
	const either = stop === undefined ? signal : AbortSignal.any([stop, signal]);
	return Object.create(context, { getExecutionCancelSignal: { value: () => either } }) as Context;
}
