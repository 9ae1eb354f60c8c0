import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readNumber, type NumberField } from '../fields';
import type { RequestSettings } from '../transport/caller';
import { numberField } from './number';

const MAX_TRIES: NumberField = {
	parameter: 'options.maxTries',
	label: 'Max Tries',
	fallback: 3,
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
	label: 'Max Concurrency',
	fallback: 4,
	least: 1,
	most: 20,
};

/** Options of every operation. They hold for the whole execution. */
export const requestOptions: INodeProperties[] = [
	numberField(
		MAX_TRIES,
		'How often a request is sent at most when Vogent is busy or cannot be reached. What could be created twice is not sent again. The value of the first item holds for all.',
	),
	numberField(TIMEOUT, 'How long one request may take. The value of the first item holds for all.'),
];

/** An option of the operations that handle several items at a time. It holds for the whole execution. */
export const concurrencyOption: INodeProperties = numberField(
	MAX_CONCURRENCY,
	'How many items are sent at the same time. The value of the first item holds for all.',
);

/** How requests are made where there are no options: for the lists of the editor, say. */
export const DEFAULT_REQUEST_SETTINGS: RequestSettings = {
	maxTries: MAX_TRIES.fallback,
	timeoutSeconds: 30,
};

/** Reads the options of every operation from the first item. Throws a NodeOperationError for a bad value. */
export function readRequestSettings(context: IExecuteFunctions): RequestSettings {
	const first = { context, itemIndex: 0 };
	return { maxTries: readNumber(first, MAX_TRIES), timeoutSeconds: readNumber(first, TIMEOUT) };
}

/** Reads from the first item how many items are handled at a time. Throws a NodeOperationError for a bad value. */
export function readConcurrency(context: IExecuteFunctions): number {
	return readNumber({ context, itemIndex: 0 }, MAX_CONCURRENCY);
}
