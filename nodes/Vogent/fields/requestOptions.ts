import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { DEFAULT_REQUEST_SETTINGS, type RequestSettings } from '../transport/caller';
import { numberField } from './numberField';
import { readNumber, type NumberField } from './read';

const MAX_TRIES: NumberField = {
	parameter: 'options.maxTries',
	label: 'Max Tries per Request',
	fallback: DEFAULT_REQUEST_SETTINGS.maxTries,
	least: 1,
	most: 10,
};
const TIMEOUT: NumberField = {
	parameter: 'options.timeout',
	label: 'Timeout (Seconds)',
	fallback: 300,
	least: 1,
	most: 86_400,
};
const MAX_CONCURRENCY: NumberField = {
	parameter: 'options.maxConcurrency',
	label: 'Max Items at Once',
	fallback: 4,
	least: 1,
	most: 20,
};

/** Options of every operation. They hold for the whole execution. */
export const requestOptions: INodeProperties[] = [
	numberField(
		MAX_TRIES,
		"How many times to send a request if Vogent is busy or cannot be reached. What might be created twice is not sent again. The first item's value applies to all.",
	),
	numberField(
		TIMEOUT,
		"How long to wait for one request, upload included. The first item's value applies to all.",
	),
];

/** An option of the operations that handle several items at a time. It holds for the whole execution. */
export const concurrencyOption: INodeProperties = numberField(
	MAX_CONCURRENCY,
	"How many items to send to Vogent at the same time. The first item's value applies to all.",
);

/** Reads the options of every operation from the first item. Throws a NodeOperationError for a bad value. */
export function readRequestSettings(context: IExecuteFunctions): RequestSettings {
	const first = { context, itemIndex: 0 };
	return { maxTries: readNumber(first, MAX_TRIES), timeoutSeconds: readNumber(first, TIMEOUT) };
}

/** Reads from the first item how many items are handled at a time. Throws a NodeOperationError for a bad value. */
export function readConcurrency(context: IExecuteFunctions): number {
	return readNumber({ context, itemIndex: 0 }, MAX_CONCURRENCY);
}
