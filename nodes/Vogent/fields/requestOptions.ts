import type { IExecuteFunctions } from 'n8n-workflow';

import { DEFAULT_REQUEST_SETTINGS, type RequestSettings } from '../transport/caller';
import { propertiesOf, readField } from './field';
import { numberField } from './simple';

const maxTries = numberField({
	name: 'maxTries',
	label: 'Max Tries per Request',
	fallback: DEFAULT_REQUEST_SETTINGS.maxTries,
	least: 1,
	most: 10,
	description:
		"How many times to send a request if Vogent is busy or cannot be reached. What might be created twice is not sent again. The first item's value applies to all.",
});

const timeout = numberField({
	name: 'timeout',
	label: 'Timeout (Seconds)',
	fallback: 300,
	least: 1,
	most: 86_400,
	description:
		"How long to wait for one request, upload included. The first item's value applies to all.",
});

const maxConcurrency = numberField({
	name: 'maxConcurrency',
	label: 'Max Items at Once',
	fallback: 4,
	least: 1,
	most: 20,
	description:
		"How many items to send to Vogent at the same time. The first item's value applies to all.",
});

/** The options of operations about their requests, which hold for the whole execution. */
export function requestOptions({ concurrent }: { concurrent?: boolean }) {
	return propertiesOf([maxTries, timeout, ...(concurrent ? [maxConcurrency] : [])]);
}

/** Reads how requests are made from the first item. Throws a NodeOperationError for a bad value. */
export function readRequestSettings(context: IExecuteFunctions): RequestSettings {
	const first = { context, itemIndex: 0 };
	return {
		maxTries: readField(first, maxTries, 'options'),
		timeoutSeconds: readField(first, timeout, 'options'),
	};
}

/** Reads from the first item how many items are handled at a time. Throws a NodeOperationError for a bad value. */
export function readConcurrency(context: IExecuteFunctions): number {
	return readField({ context, itemIndex: 0 }, maxConcurrency, 'options');
}
