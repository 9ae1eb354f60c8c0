import type { IExecuteFunctions } from 'n8n-workflow';

import type { Pace } from './pace';

/** How the user wants requests to be made. */
export interface RequestSettings {
	/** How often a request is sent at the most, 1 or more. */
	maxTries: number;
	/** How long one request may take, upload and answer included. */
	timeoutSeconds: number;
}

/** On whose behalf requests are made: an item of an execution. */
export interface ApiCaller {
	context: IExecuteFunctions;
	itemIndex: number;
	settings: RequestSettings;
	/** Shared by all items of the execution. */
	pace: Pace;
}
